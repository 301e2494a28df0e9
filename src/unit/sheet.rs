//! What was done, in minutes.

use std::str::FromStr;

/// A stretch of time without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// How long.
    pub minutes: u32,
    /// What was done, as the service log tags it; nothing: the service itself.
    pub activity: Option<String>,
}

/// One contact: stretches with breaks between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// In order.
    pub stretches: Vec<Stretch>,
}

/// The contacts of one member with one service that are looked at together: mostly those of a day.
///
/// Written as `8+7,20`: contacts are separated by commas, the stretches of a contact that was interrupted by
/// plus signs, and a stretch of something else bears its activity, as in `20:travel+30`.
///
/// ```
/// use peerclaim::unit::Sheet;
/// let sheet: Sheet = "8+7,20".parse()?;
/// assert_eq!((sheet.contacts.len(), sheet.minutes()), (2, 35));
/// # Ok::<(), peerclaim::unit::SheetError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// In order.
    pub contacts: Vec<Contact>,
}

impl Sheet {
    /// One contact without a break.
    pub fn one(minutes: u32) -> Self {
        let stretch = Stretch { minutes, activity: None };
        Self { contacts: vec![Contact { stretches: vec![stretch] }] }
    }

    /// All minutes, counted or not.
    pub fn minutes(&self) -> u32 {
        let all = self.contacts.iter().flat_map(|contact| &contact.stretches);
        all.fold(0, |sum, stretch| sum.saturating_add(stretch.minutes))
    }
}

/// Why a text is no sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// Not a whole number of minutes.
    #[error(
        "minutes are whole numbers: contacts separated by commas, stretches of an interrupted contact by plus, as 8+7,20"
    )]
    Number,
    /// More minutes than a day has.
    #[error("a contact of more than 1440 minutes is longer than a day")]
    Long,
}

impl FromStr for Sheet {
    type Err = SheetError;

    fn from_str(text: &str) -> Result<Self, SheetError> {
        let stretch = |text: &str| {
            let (minutes, activity) = match text.split_once(':') {
                Some((minutes, activity)) => (minutes, Some(activity.trim().to_owned())),
                None => (text, None),
            };
            let minutes: u32 = minutes.trim().parse().map_err(|_| SheetError::Number)?;
            if minutes > 1440 {
                return Err(SheetError::Long);
            }
            let activity = activity.filter(|activity| activity != "service");
            Ok(Stretch { minutes, activity })
        };
        let contact = |text: &str| {
            let stretches = text.split('+').map(stretch).collect::<Result<Vec<_>, _>>()?;
            let minutes: u32 = stretches.iter().map(|stretch| stretch.minutes).sum();
            if minutes > 1440 { Err(SheetError::Long) } else { Ok(Contact { stretches }) }
        };
        Ok(Self { contacts: text.split(',').map(contact).collect::<Result<_, _>>()? })
    }
}
