//! The JSON Schema of a batch stands in the repository, so that a change of the JSON form is seen.

#[test]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
fn the_schema_is_the_one_that_is_published() {
    let found = crate::claim::batch_schema();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-claims-1.json");
    if std::env::var("UPDATE").is_ok() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &found).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == published,
        "the schema has changed: look at the difference after UPDATE=1 cargo test schema"
    );
}
