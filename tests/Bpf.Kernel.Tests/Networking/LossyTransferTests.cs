using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;
using Samples.Congestion;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>The congestion control of samples/Congestion over a veth pair that loses packets.</summary>
public sealed class LossyTransferTests
{
    private static readonly IPAddress s_near = IPAddress.Parse("10.11.0.1");
    private static readonly IPAddress s_far = IPAddress.Parse("10.11.0.2");

    public LossyTransferTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void EveryByteArrivesAndTheWindowHalves()
    {
        using CongestionControlSkeleton control = CongestionControlSkeleton.Open();
        control.StructOps.Aimd.RegisteredName = "csharp_lossy";
        control.LoadAndAttach();
        using LossyLinksSkeleton loss = LossyLinksSkeleton.Open();
        loss.Load();
        OwnNetworks.Run(2, networks =>
        {
            networks.Connect((0, "near", [2, 0, 0, 0, 0, 1], [s_near]), (1, "far", [2, 0, 0, 0, 0, 2], [s_far]));
            networks.Enter(1);
            using Link link = loss.Programs.OnReceive.Attach("far", TrafficDirection.Ingress);
            using TcpListener listener = new(s_far, 0);
            listener.Start();
            networks.Enter(0);
            ControlledTransfer.Run("csharp_lossy", listener);
        });
        Assert.True(loss.Bss.s_lost > 0);
        Assert.Equal(1UL, control.Bss.s_connections);
        Assert.InRange(control.Bss.s_losses, 1UL, loss.Bss.s_lost);
        Assert.True(control.Bss.s_acknowledged > 100, $"{control.Bss.s_acknowledged} segments acknowledged");
        Assert.True(control.Bss.s_widest > 10, $"widest window {control.Bss.s_widest}");
    }
}
