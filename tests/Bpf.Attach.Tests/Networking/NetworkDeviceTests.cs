using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Networking;

/// <summary>Devices are looked up in the caller's network namespace, regardless of /sys.</summary>
public sealed class NetworkDeviceTests
{
    private const string Renamed = "bpfinner0";

    public NetworkDeviceTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void DeviceIsLookedUpInTheCallersNamespace()
        => OwnNetwork.Run(() =>
        {
            OwnNetwork.Rename("lo", Renamed);
            Assert.False(Directory.Exists($"/sys/class/net/{Renamed}"));
            using BpfObject target = TrafficObject.Load("pass", 0);
            Assert.Equal($"xdp {Renamed}", target.Programs.Get<XdpProgram>("pass").Attach(Renamed).ToString());
        });

    [Fact]
    public void UnknownDeviceErrorListsTheDevicesOfTheNamespace()
        => OwnNetwork.Run(() =>
        {
            OwnNetwork.Rename("lo", Renamed);
            using BpfObject packets = TrafficObject.Load("pass", 0);
            using BpfObject traffic = TrafficObject.Load("tcx_in", 0);
            foreach (Action attach in (Action[])[
                () => packets.Programs.Get<XdpProgram>("pass").Attach("lo"),
                () => traffic.Programs.Get<TrafficControlProgram>("tcx_in").Attach("lo"),
            ])
            {
                BpfException exception = Assert.Throws<BpfException>(attach);
                Assert.Equal(Errno.ENODEV, exception.Errno);
                Assert.EndsWith($"There is no network device 'lo' in this network namespace; it has {Renamed}.", exception.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void NameDoesNotEndAtAZeroCharacter()
        => OwnNetwork.Run(() =>
        {
            using BpfObject traffic = TrafficObject.Load("tcx_in", 0);
            TrafficControlProgram program = traffic.Programs.Get<TrafficControlProgram>("tcx_in");
            Assert.Equal(Errno.ENODEV, Assert.Throws<BpfException>(() => program.Attach("lo\0more")).Errno);
            Assert.Empty(program.Links);
        });
}
