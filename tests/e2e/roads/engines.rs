//! The real engines as processes of their own, over a map. Whatever a test starts ends with the test.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use domain::routing::RoadEngine;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use super::fake::free_port;

/// Names the Python environment that the engines are installed in; `.ci/run` makes it.
const VARIABLE: &str = "BUSCALL_TEST_ROAD_ENGINES";
/// No step takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(2);
/// Ports that are tried: what was free may be taken a moment later.
const TRIES: usize = 5;

/// An engine that answers.
pub(super) struct Real {
    pub(super) kind: RoadEngine,
    pub(super) url: String,
    child: Child,
    _folder: TempDir,
}

impl Real {
    /// This engine over this map, where it is installed. In CI it must be.
    pub(super) async fn over(kind: RoadEngine, map: &Path) -> Option<Self> {
        let installed = installed()?;
        let folder = tempfile::tempdir().unwrap();
        match kind {
            RoadEngine::Osrm => prepare_osrm(&installed, folder.path(), map).await,
            RoadEngine::Valhalla => prepare_valhalla(&installed, folder.path(), map).await,
        }
        for _ in 0..TRIES {
            let port = free_port();
            let mut command = match kind {
                RoadEngine::Osrm => osrm(&installed, folder.path(), port),
                RoadEngine::Valhalla => valhalla(&installed, folder.path(), port),
            };
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            if answers(&mut child, port).await {
                let url = format!("http://127.0.0.1:{port}");
                return Some(Self { kind, url, child, _folder: folder });
            }
        }
        panic!("{} does not start", kind.name());
    }

    /// Ends it as a power cut would, and waits until its port is free. Valhalla listens to nothing less.
    pub(super) async fn kill(&mut self) {
        tokio::time::timeout(PATIENCE, self.child.kill()).await.unwrap().unwrap();
    }
}

/// The folder of the environment's packages, and the environment.
struct Installed {
    environment: PathBuf,
    packages: PathBuf,
}

fn installed() -> Option<Installed> {
    let Some(environment) = std::env::var_os(VARIABLE).map(PathBuf::from) else {
        assert!(std::env::var_os("CI").is_none(), "{VARIABLE} must name the engines in CI");
        eprintln!("not tried on road engines: {VARIABLE} names none");
        return None;
    };
    let mut pythons = std::fs::read_dir(environment.join("lib")).unwrap();
    let packages = pythons.find_map(|python| {
        Some(python.unwrap().path().join("site-packages")).filter(|packages| packages.is_dir())
    });
    Some(Installed { packages: packages.expect("an environment of Python"), environment })
}

async fn run(program: &Path, args: &[&str], folder: &Path) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    let output = tokio::time::timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    let told = || String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {}", told());
    output.stdout
}

async fn prepare_osrm(installed: &Installed, folder: &Path, map: &Path) {
    let osrm = installed.packages.join("osrm");
    let name = format!("map{}", ending(map));
    std::fs::copy(map, folder.join(&name)).unwrap();
    let car = osrm.join("share/profiles/car.lua");
    run(&osrm.join("bin/osrm-extract"), &["-p", car.to_str().unwrap(), &name], folder).await;
    run(&osrm.join("bin/osrm-contract"), &["map.osrm"], folder).await;
}

/// `.osm` or `.osm.pbf`.
fn ending(map: &Path) -> &str {
    let name = map.file_name().unwrap().to_str().unwrap();
    &name[name.find('.').unwrap()..]
}

fn osrm(installed: &Installed, folder: &Path, port: u16) -> Command {
    let mut command = Command::new(installed.packages.join("osrm/bin/osrm-routed"));
    let port = port.to_string();
    command.args(["--ip", "127.0.0.1", "--threads", "1", "--port", &port, "map.osrm"]);
    command.current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn prepare_valhalla(installed: &Installed, folder: &Path, map: &Path) {
    let printed = run(&installed.environment.join("bin/valhalla_build_config"), &[], folder).await;
    let mut config: Value = serde_json::from_slice(&printed).unwrap();
    let inside = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    config["mjolnir"]["tile_dir"] = json!(inside("tiles"));
    config["mjolnir"]["tile_extract"] = json!("");
    config["mjolnir"]["concurrency"] = json!(1);
    for path in ["loopback", "interrupt"] {
        config["httpd"]["service"][path] = json!(format!("ipc://{}", inside(path)));
    }
    std::fs::write(folder.join("config.json"), config.to_string()).unwrap();
    let build = installed.packages.join("valhalla/bin/valhalla_build_tiles");
    run(&build, &["-c", "config.json", map.to_str().unwrap()], folder).await;
}

/// The program itself: the one of the same name in the environment's `bin` starts it and would be
/// killed in its place.
fn valhalla(installed: &Installed, folder: &Path, port: u16) -> Command {
    let file = folder.join("config.json");
    let mut config: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    config["httpd"]["service"]["listen"] = json!(format!("tcp://127.0.0.1:{port}"));
    std::fs::write(&file, config.to_string()).unwrap();
    let mut command = Command::new(installed.packages.join("valhalla/bin/valhalla_service"));
    command.args(["config.json", "1"]).current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Waits until something listens there; `false` if the process has ended before.
async fn answers(child: &mut Child, port: u16) -> bool {
    let mut tick = tokio::time::interval(Duration::from_millis(20));
    let listens = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            tick.tick().await;
        }
    };
    tokio::select! {
        _ = child.wait() => false,
        listens = tokio::time::timeout(PATIENCE, listens) => listens.is_ok(),
    }
}
