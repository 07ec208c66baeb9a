using Bpf.Attach.Tests.Support;
using Bpf.Runtime;

namespace Bpf.Kernel.Tests.Networking;

/// <summary><see cref="DevicePrograms"/> for the datagrams on the loopback device of the calling thread's network namespace.</summary>
internal sealed class DeviceFixture : IDisposable
{
    private readonly Datagrams _datagrams = new();

    private DeviceFixture()
    {
        Skeleton = DeviceProgramsSkeleton.Open();
        Skeleton.Rodata.Port = _datagrams.PortOnWire;
        Skeleton.Load();
    }

    public DeviceProgramsSkeleton Skeleton { get; }

    /// <summary>Runs a test in a network namespace of its own.</summary>
    public static void Run(Action<DeviceFixture, DeviceProgramsSkeleton.ProgramGroup> test)
        => OwnNetwork.Run(() =>
        {
            using DeviceFixture fixture = new();
            test(fixture, fixture.Skeleton.Programs);
        });

    public static uint Id(BpfProgram program) => program.GetInfo().Id;

    /// <summary>Sends a datagram, and returns which programs it has met, in order.</summary>
    public ulong Trace()
    {
        Skeleton.Bss.s_trace = 0;
        _datagrams.Send(1);
        return Skeleton.Bss.s_trace;
    }

    /// <summary>Sends datagrams, and returns how many the XDP programs have met.</summary>
    public (ulong Packets, ulong Other) Frames()
    {
        (Skeleton.Bss.s_packets, Skeleton.Bss.s_other) = (0, 0);
        _datagrams.Send(1, 2, 3);
        return (Skeleton.Bss.s_packets, Skeleton.Bss.s_other);
    }

    public void Dispose()
    {
        Skeleton.Dispose();
        _datagrams.Dispose();
    }
}
