using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0470: timers without a callback.</summary>
public class TimerStartTests
{
    [Theory]
    [InlineData("value.Value.Timer.Initialize(Map); {|BPF0470:value.Value.Timer.Start(5)|};")]
    [InlineData("{|BPF0470:value.Value.Timer.Start(5)|};")]
    [InlineData("value.Value.Timer.SetCallback(Map, static (map, ref key, ref element) => { }); {|BPF0470:value.Value.Timer.Start(5)|};")]
    [InlineData("value.Value.Timer.Initialize(Map); value.Value.Timer.SetCallback(Map, static (map, ref key, ref element) => { }); value.Value.Timer.Start(5);")]
    [InlineData("Set(ref value.Value.Timer); value.Value.Timer.Start(5);")]
    [InlineData("Set(ref value.Value); value.Value.Timer.Start(5);")]
    public Task Callbacks(string statements) => Source($$"""
        using Bpf;
        [BpfObject(License = "GPL")]
        static class Probe
        {
            struct Timed { public BpfTimer Timer; public int Count; }
            [BpfMap(MaxEntries = 4)] static readonly BpfArray<Timed> Map = new();
            [TcxIngress] static TrafficControlAction OnPacket(TrafficControlContext context)
            {
                if (Map.TryGetRef(0, out BpfRef<Timed> value)) { {{statements}} }
                return TrafficControlAction.Next;
            }
            static void Set(ref BpfTimer timer) { timer.Initialize(Map); timer.SetCallback(Map, static (map, ref key, ref element) => { }); }
            static void Set(ref Timed timed) => Set(ref timed.Timer);
        }
        """);
}
