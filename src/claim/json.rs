//! A batch as JSON.

use super::Batch;

/// A text that is no batch: where, and in what way. Holds nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct JsonError {
    line: usize,
    column: usize,
    what: &'static str,
}

impl JsonError {
    /// Line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Column, from 1.
    pub const fn column(&self) -> usize {
        self.column
    }
}

impl From<serde_json::Error> for JsonError {
    fn from(error: serde_json::Error) -> Self {
        use serde_json::error::Category;
        // The message of the error itself may repeat the text.
        let what = match error.classify() {
            Category::Syntax => "this is not JSON",
            Category::Eof => "the JSON ends too early",
            Category::Data => "a field is unknown, given twice, or not of the kind that it should be",
            Category::Io => "reading failed",
        };
        Self { line: error.line(), column: error.column(), what }
    }
}

impl Batch {
    /// Reads a batch from JSON, as [`Batch::to_json`] writes it. A field that is not known is an error.
    ///
    /// # Errors
    /// The text is no JSON, or no batch. The error tells the place, never the text.
    ///
    /// ```
    /// use peerclaim::claim::Batch;
    /// let batch = Batch::from_json(r#"{"claims":[{"id":"CLAIM1","charge":"60"}]}"#)?;
    /// assert_eq!(batch.claims[0].charge, "60".into());
    /// let error = Batch::from_json(r#"{"claims":[{"SECRET":1}]}"#).unwrap_err();
    /// assert!(!error.to_string().contains("SECRET"));
    /// # Ok::<(), peerclaim::claim::JsonError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, JsonError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The batch as JSON: names in the words of the trade, amounts as strings, what is absent left out.
    ///
    /// # Errors
    /// None that is known of: every batch can be written.
    pub fn to_json(&self) -> Result<String, JsonError> {
        Ok(serde_json::to_string(self)?)
    }
}

/// The JSON Schema of a [`Batch`].
#[cfg(feature = "schema")]
pub fn batch_schema() -> String {
    let mut schema = schemars::schema_for!(Batch);
    schema.insert("title".to_owned(), "peerclaim claims 1".into());
    crate::value::json_text(&schema)
}
