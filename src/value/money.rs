//! Amounts and quantities.

use super::exact::exact;

exact! {
    /// An amount of US dollars, exact.
    ///
    /// Displays as X12 writes amounts, without trailing zeros; [`Money::dollars`] shows cents.
    ///
    /// ```
    /// use peerclaim::value::Money;
    /// let charge: Money = "60.50".parse()?;
    /// assert_eq!((charge.to_string(), charge.dollars()), ("60.5".into(), "60.50".into()));
    /// assert!("1e3".parse::<Money>().is_err());
    /// # Ok::<(), peerclaim::value::ValueError>(())
    /// ```
    Money, "amount"
}

exact! {
    /// A quantity, exact: units of service, minutes, days. Payers may allow tenths.
    Quantity, "quantity"
}

impl Money {
    /// The amount with at least two decimals: `12.50`.
    pub fn dollars(self) -> String {
        let mut value = self.0;
        if value.scale() > 2 {
            value = value.normalize();
        }
        if value.scale() < 2 {
            value.rescale(2);
        }
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_x12_writes() {
        for (text, shown) in [
            ("0", "0"),
            ("12", "12"),
            ("12.50", "12.5"),
            (".5", "0.5"),
            ("-3", "-3"),
            ("7.", "7"),
            ("000", "0"),
        ] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), shown, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "-", ".", "+1", "1,000", "1e3", "1.2.3", " 1", "99999999999999999999"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }
}
