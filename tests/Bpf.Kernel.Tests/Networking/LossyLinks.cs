using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>A device that loses every fifth of the large packets that it receives.</summary>
[BpfObject(License = "GPL")]
internal static class LossyLinks
{
    private const int LargePacket = 1000;
    private const ulong Distance = 5;

    private static ulong s_large;
    private static ulong s_lost;

    [TcxIngress]
    private static TrafficControlAction OnReceive(TrafficControlContext context)
    {
        if (context.Length < LargePacket || ++s_large % Distance != 0)
        {
            return TrafficControlAction.Pass;
        }

        s_lost++;
        return TrafficControlAction.Drop;
    }
}
