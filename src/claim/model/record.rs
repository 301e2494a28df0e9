//! How the structs of a claim are declared: each field beside its element, once.
//!
//! From one declaration come the struct, reading, writing, and the JSON name of every element:
//!
//! ```text
//! record! {
//!     /// A contract: CN1.
//!     pub struct Contract {
//!         opens CN1 {
//!             /// Kind of contract (CN101).
//!             kind: String = [1],          element 1
//!             amount: Given<Money> = [2],
//!         }
//!     }
//! }
//! ```
//!
//! | place | means |
//! |---|---|
//! | `[2]` | an element |
//! | `[5, 1]` | a component of an element |
//! | `[11, 1..=3]`, `[3..=7]` | a list: components, elements |
//! | `[2..=19 step 3]` | a list of groups of three elements each |
//! | `"B" = [5, 2] with place frequency;` | a code that the guide makes the only one; not in JSON; written where one of those fields is there |
//!
//! | item | means |
//! |---|---|
//! | `opens CLM {..}` | the first segment of the loop: always written |
//! | `segment SV1 {..}` | a segment whose fields stand in this struct: written if one of them is there |
//! | `segment HI of ABK BK {..}` | only if component 1-1 is one of these |
//! | `level SBR {..}` | the same, in the loop around (2000A, 2000B, 2000C) |
//! | `one contract: Contract;` | a segment that may be there once, and seldom is: boxed, so that it takes no room where it is not |
//! | `many notes: Note;` | a segment that may be there often |
//! | `own lines: Vec<ServiceLine>;` | filled by other means |
//!
//! What occurs once and is met again is kept among the segments without a place.

use super::elements::Elements;
use super::slot::{FieldAt, Pieces};
use crate::guide::{EmitError, Emitter};

/// One kind of segment of a struct.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) tag: &'static str,
    /// Values of component 1-1; empty: any.
    pub(crate) kinds: &'static [&'static str],
    /// It stands in the level around the loop.
    pub(crate) level: bool,
    /// As in JSON; none: its fields stand in the struct itself.
    pub(crate) name: Option<&'static str>,
    pub(crate) many: bool,
    pub(crate) fields: &'static [FieldAt],
}

/// Which items of a struct have been met, by their number.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Met(u64);

impl Met {
    /// The item that takes the next segment of that id, if one does. One that is `blank` leaves nothing in
    /// the struct, so that the next of its kind is still the first.
    pub(crate) fn route(
        &mut self,
        items: &[Item],
        level: bool,
        tag: &[u8],
        kind: &[u8],
        blank: bool,
    ) -> Option<usize> {
        let free = |(number, item): &(usize, &Item)| {
            item.level == level
                && item.tag.as_bytes() == tag
                && (item.many || self.0 >> number & 1 == 0)
                && (item.kinds.is_empty() || item.kinds.iter().any(|one| one.as_bytes() == kind))
        };
        let (number, item) = items.iter().enumerate().find(free)?;
        if !blank || item.name.is_some() {
            self.0 |= 1 << number;
        }
        Some(number)
    }
}

/// A struct that [`record!`] made.
pub(crate) trait Record: Default {
    const ITEMS: &'static [Item];
    /// Takes a segment for the item of that number.
    fn take(&mut self, item: usize, pieces: &mut Pieces<'_>);
    /// Writes the segments of the loop, or those of the level around it.
    fn put(&self, level: bool, to: &mut Emitter<'_>) -> Result<(), EmitError>;
    /// Is there anything of the loop, or of the level around it?
    fn holds(&self, level: bool) -> bool;
}

/// Puts what was kept of a segment, and tells whether there was anything.
pub(crate) fn put_kept(kept: &Elements, tag: &str, to: &mut Emitter<'_>) {
    for (at, text) in kept.of(tag) {
        to.draft().put(at, &super::text::to_bytes(text));
    }
}

macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        record! { @munch {$(#[$meta])* $name} {} {} $($body)* }
    };

    // ---- a segment whose fields stand in the struct ----
    (@munch $head:tt $fields:tt $items:tt opens $tag:ident $($rest:tt)*) => {
        record! { @segment $head $fields $items { true false $tag [] } $($rest)* }
    };
    (@munch $head:tt $fields:tt $items:tt segment $tag:ident of $($kind:ident)+ {$($inside:tt)*} $($rest:tt)*) => {
        record! { @segment $head $fields $items { false false $tag [$($kind)+] } {$($inside)*} $($rest)* }
    };
    (@munch $head:tt $fields:tt $items:tt segment $tag:ident $($rest:tt)*) => {
        record! { @segment $head $fields $items { false false $tag [] } $($rest)* }
    };
    (@munch $head:tt $fields:tt $items:tt level $tag:ident $($rest:tt)*) => {
        record! { @segment $head $fields $items { false true $tag [] } $($rest)* }
    };
    (@segment $head:tt {$($fields:tt)*} {$($items:tt)*} $kind:tt {
        $( $(#[$doc:meta])* $field:ident: $ty:ty = [$($at:tt)+], )*
        $( $code:literal = [$($code_at:tt)+] $(with $($with:ident)+)?; )*
    } $($rest:tt)*) => {
        record! { @munch $head
            { $($fields)* $( [$(#[$doc])*] $field: $ty, )* }
            { $($items)* { segment $kind
                [$( $field: $ty = [$($at)+], )*]
                [$( $code = [$($code_at)+] [$($($with)+)?]; )*]
                [$( $field )*]
            } }
            $($rest)* }
    };

    // ---- a struct or a list for a segment, and what is filled by other means ----
    (@munch $head:tt {$($fields:tt)*} {$($items:tt)*} $(#[$doc:meta])* one $field:ident: $ty:ty; $($rest:tt)*) => {
        record! { @munch $head
            { $($fields)* [$(#[$doc])*] $field: Option<Box<$ty>>, }
            { $($items)* { one $field $ty } } $($rest)* }
    };
    (@munch $head:tt {$($fields:tt)*} {$($items:tt)*} $(#[$doc:meta])* many $field:ident: $ty:ty; $($rest:tt)*) => {
        record! { @munch $head
            { $($fields)* [$(#[$doc])*] $field: Vec<$ty>, }
            { $($items)* { many $field $ty } } $($rest)* }
    };
    (@munch $head:tt {$($fields:tt)*} $items:tt $(#[$doc:meta])* own $field:ident: $ty:ty; $($rest:tt)*) => {
        record! { @munch $head { $($fields)* [$(#[$doc])*] $field: $ty, } $items $($rest)* }
    };

    // ---- the whole ----
    (@munch {$(#[$meta:meta])* $name:ident} {$( [$(#[$doc:meta])*] $field:ident: $ty:ty, )*} {$($item:tt)*}) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "crate::claim::model::record::is_default")]
                pub $field: $ty,
            )*
            /// Elements that have no field here, by their X12 names.
            #[serde(skip_serializing_if = "crate::claim::model::record::is_default")]
            pub other_elements: crate::claim::model::elements::Elements,
        }

        impl crate::claim::model::record::Record for $name {
            const ITEMS: &'static [crate::claim::model::record::Item] = &[$( record!(@item $item) ),*];

            fn take(&mut self, item: usize, pieces: &mut crate::claim::model::slot::Pieces<'_>) {
                let mut number = 0;
                $(
                    if item == number {
                        record!(@take self pieces $item);
                    }
                    number += 1;
                )*
                let _ = (number, pieces);
            }

            fn put(
                &self,
                level: bool,
                to: &mut crate::guide::Emitter<'_>,
            ) -> Result<(), crate::guide::EmitError> {
                $( record!(@put self level to $item); )*
                Ok(())
            }

            fn holds(&self, level: bool) -> bool {
                false $( || record!(@holds self level $item) )*
            }
        }

        /// Names the type only: the values are the caller's.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };

    // ---- what an item is ----
    (@item { segment { $opens:literal $level:literal $tag:ident [$($kind:ident)*] } [$( $field:ident: $ty:ty = [$($at:tt)+], )*] $codes:tt $names:tt }) => {
        crate::claim::model::record::Item {
            tag: stringify!($tag),
            kinds: &[$(stringify!($kind)),*],
            level: $level,
            name: None,
            many: false,
            fields: record!(@fields $( $field: $ty = [$($at)+], )*),
        }
    };
    (@item { one $field:ident $ty:ty }) => {
        crate::claim::model::record::Item {
            name: Some(stringify!($field)),
            ..crate::claim::model::record::first_item::<$ty>()
        }
    };
    (@item { many $field:ident $ty:ty }) => {
        crate::claim::model::record::Item {
            name: Some(stringify!($field)),
            many: true,
            ..crate::claim::model::record::first_item::<$ty>()
        }
    };
    (@fields $( $field:ident: $ty:ty = [$($at:tt)+], )*) => {
        &[$( crate::claim::model::slot::FieldAt {
            name: stringify!($field),
            spot: crate::claim::model::slot::spot!($($at)+),
            width: <$ty as crate::claim::model::slot::Slot>::WIDTH,
            inner: <$ty as crate::claim::model::slot::Slot>::INNER,
        } ),*]
    };

    // ---- reading ----
    (@take $self:ident $pieces:ident { segment { $opens:literal $level:literal $tag:ident $kinds:tt } [$( $field:ident: $ty:ty = [$($at:tt)+], )*] [$( $code:literal = [$($code_at:tt)+] $with:tt; )*] $names:tt }) => {
        $( $self.$field = <$ty as crate::claim::model::slot::Slot>::take($pieces, crate::claim::model::slot::spot!($($at)+)); )*
        $( {
            let named = record!(@always $opens $self $with $names);
            let spot = crate::claim::model::slot::spot!($($code_at)+);
            $pieces.imply(stringify!($tag), spot, $code, named, &mut $self.other_elements);
        } )*
        $pieces.keep_rest(stringify!($tag), &mut $self.other_elements);
    };
    (@take $self:ident $pieces:ident { one $field:ident $ty:ty }) => {
        $self.$field = Some(Box::new(crate::claim::model::record::single($pieces)));
    };
    (@take $self:ident $pieces:ident { many $field:ident $ty:ty }) => {
        $self.$field.push(crate::claim::model::record::single($pieces));
    };

    // ---- writing ----
    (@put $self:ident $in_level:ident $to:ident { segment { $opens:literal $level:literal $tag:ident $kinds:tt } [$( $field:ident: $ty:ty = [$($at:tt)+], )*] [$( $code:literal = [$($code_at:tt)+] $with:tt; )*] $names:tt }) => {
        if $in_level == $level && ($opens || record!(@present $self $tag $names)) {
            $( crate::claim::model::slot::Slot::put(&$self.$field, $to.draft(), crate::claim::model::slot::spot!($($at)+)); )*
            crate::claim::model::record::put_kept(&$self.other_elements, stringify!($tag), $to);
            $( {
                let named = record!(@always $opens $self $with $names);
                let spot = crate::claim::model::slot::spot!($($code_at)+);
                crate::claim::model::record::put_implied(spot, $code, named, $to);
            } )*
            $to.segment(stringify!($tag))?;
        }
    };
    (@put $self:ident $in_level:ident $to:ident { one $field:ident $ty:ty }) => {
        if let (false, Some(one)) = ($in_level, &$self.$field) {
            crate::claim::model::record::Record::put(&**one, false, $to)?;
        }
    };
    (@put $self:ident $in_level:ident $to:ident { many $field:ident $ty:ty }) => {
        if !$in_level {
            for one in &$self.$field {
                crate::claim::model::record::Record::put(one, false, $to)?;
            }
        }
    };

    // ---- whether anything is there ----
    (@holds $self:ident $in_level:ident { segment { $opens:literal $level:literal $tag:ident $kinds:tt } $fields:tt $codes:tt $names:tt }) => {
        ($in_level == $level && record!(@present $self $tag $names))
    };
    (@holds $self:ident $in_level:ident { one $field:ident $ty:ty }) => { (!$in_level && $self.$field.is_some()) };
    (@holds $self:ident $in_level:ident { many $field:ident $ty:ty }) => { (!$in_level && !$self.$field.is_empty()) };
    (@present $self:ident $tag:ident [$($name:ident)*]) => {
        (false $( || !crate::claim::model::slot::Slot::is_absent(&$self.$name) )*
            || $self.other_elements.of(stringify!($tag)).next().is_some())
    };
    // In the first segment of a loop such a code is always there, unless it goes with certain fields.
    (@always true $self:ident [] $names:tt) => { true };
    (@always $opens:literal $self:ident $with:tt $names:tt) => { record!(@named $self $with $names) };
    (@named $self:ident [] [$($name:ident)*]) => {
        (false $( || !crate::claim::model::slot::Slot::is_absent(&$self.$name) )*)
    };
    (@named $self:ident [$($with:ident)+] $names:tt) => {
        (false $( || !crate::claim::model::slot::Slot::is_absent(&$self.$with) )+)
    };
}
pub(crate) use record;

/// Several elements that belong together: `group! { pub struct Code { code: String = [0, 2], } }`. The
/// element counts from the group's first, which is 0.
macro_rules! group {
    ($(#[$meta:meta])* pub struct $name:ident { $( $(#[$doc:meta])* $field:ident: $ty:ty = [$($at:tt)+], )* }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "crate::claim::model::record::is_default")]
                pub $field: $ty,
            )*
        }

        impl crate::claim::model::slot::Group for $name {
            const FIELDS: &'static [crate::claim::model::slot::FieldAt] =
                crate::claim::model::record::record!(@fields $( $field: $ty = [$($at)+], )*);

            fn take(
                pieces: &mut crate::claim::model::slot::Pieces<'_>,
                entry: crate::claim::model::slot::Spot,
            ) -> Self {
                Self {
                    $( $field: crate::claim::model::slot::Slot::take(
                        pieces, crate::claim::model::slot::spot!($($at)+).in_entry(entry)), )*
                }
            }

            fn put(&self, to: &mut crate::guide::Draft, entry: crate::claim::model::slot::Spot) {
                $( crate::claim::model::slot::Slot::put(
                    &self.$field, to, crate::claim::model::slot::spot!($($at)+).in_entry(entry)); )*
            }

            fn is_absent(&self) -> bool {
                true $( && crate::claim::model::slot::Slot::is_absent(&self.$field) )*
            }
        }

        /// Names the type only: the values are the caller's.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use group;

/// A struct for one segment, made of it.
pub(crate) fn single<T: Record>(pieces: &mut Pieces<'_>) -> T {
    let mut one = T::default();
    one.take(0, pieces);
    one
}

/// What a struct for one segment is.
pub(crate) const fn first_item<T: Record>() -> Item {
    match T::ITEMS {
        [Item { tag, kinds, fields, .. }, ..] => {
            Item { tag, kinds, level: false, name: None, many: false, fields }
        }
        [] => Item { tag: "", kinds: &[], level: false, name: None, many: false, fields: &[] },
    }
}

/// Puts a code that the guide makes the only one, unless something was kept in its stead.
pub(crate) fn put_implied(spot: super::slot::Spot, code: &str, named: bool, to: &mut Emitter<'_>) {
    let at = crate::diag::ElementRef::component(spot.element, spot.component);
    if named && !to.draft().has(at) {
        to.draft().put(at, code.as_bytes());
    }
}

/// For serde: is it to be left out?
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
