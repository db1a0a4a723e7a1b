//! What the program says of itself.

use super::device::Device;

#[tokio::test]
async fn shells_and_manuals_are_told_of_every_command_without_a_log_in() {
    let device = Device::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = device.run(&["completions", shell]).await.with(0).stdout;
        assert!(script.contains("accept-removal"), "{shell}");
    }
    let folder = device.home().join("man");
    device.run(&["man", folder.to_str().unwrap()]).await.with(0);
    let page = std::fs::read_to_string(folder.join("buscall-sync.1")).unwrap();
    assert!(page.contains("watch"));
    assert!(device.run(&["man"]).await.with(0).stdout.contains("buscall"));
    device.run(&["dance"]).await.with(2).says("dance");
    device.run(&["login", "127.0.0.1:1"]).await.with(2).says("--email");
}

#[tokio::test]
async fn a_home_that_cannot_be_made_is_told() {
    let device = Device::new();
    std::fs::write(device.home(), "in the way").unwrap();
    device.run(&["tours"]).await.with(1).says("could not be used");
}
