using System.Net;
using Bpf.Testing;

namespace Bpf.Benchmarks.Clang;

/// <summary>The networking programs in C#, with the headers of <c>Bpf</c>, and in C, with those of the kernel.</summary>
public class PacketPairTests(ITestOutputHelper output)
{
    private const double Bar = 1.05;
    private static readonly IPEndPoint s_from = new(IPAddress.Parse("192.168.3.4"), 40000);
    private static readonly IPEndPoint s_from6 = new(IPAddress.Parse("fd00::1"), 40000);

    // The first one is for the timing.
    private static readonly Dictionary<string, byte[][]> s_frames = new(StringComparer.Ordinal)
    {
        ["DropOrRedirect"] = [Udp(9), Udp(80), Udp(7)],
        ["SynCounter"] = [Tcp(80), Frame.Tcp(s_from6, new(IPAddress.Parse("fd00::2"), 80), 2, extensions: [0, 6, 0, .. new byte[6]])],
        ["FlowTable"] = [Udp(80), Tcp(80)],
        ["PortForward"] = [Udp(80), Tcp(80), Udp(81), Frame.Tcp(s_from, new(IPAddress.Parse("10.0.0.2"), 80), 2, ipOptions: new byte[8])],
        ["EgressLimit"] = [Udp(80)],
        // A test run of a socket filter begins behind the Ethernet header; a packet socket's does not.
        ["DnsSnoop"] =
        [
            [.. new byte[Frame.Ethernet], .. Frame.Udp(s_from, new(IPAddress.Parse("10.0.0.2"), 53), [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, .. "name"u8, 0, 0, 1, 0, 1])],
        ],
    };

    [Fact]
    public void CodeIsAsLongAsClangs()
    {
        PairMeasurement[] all = Measure(load: false);
        Assert.True(all.Sum(item => item.Instructions.Ours) <= Bar * all.Sum(item => item.Instructions.Clang), "the sum of instructions");
    }

    [Fact]
    public void VerifierProcessesAsManyInstructionsAsForClang()
    {
        KernelRequirement.NeedRoot();
        Assert.All(Measure(load: true), item => Assert.True(item.Verified.Ours <= Bar * item.Verified.Clang, item.ToString()));
    }

    [Fact]
    public void ResultsAreThoseOfClangCode()
    {
        KernelRequirement.NeedRoot();
        foreach (ProgramPair pair in ProgramPair.Packets.Where(pair => s_frames.ContainsKey(pair.Name)))
        {
            using LoadedProgram ours = new(pair.CompileCSharp(), pair.Name), clang = new(pair.CompileC(), pair.Name);
            foreach (byte[] frame in s_frames[pair.Name])
            {
                for (int length = Frame.Ethernet + 20; length <= frame.Length; length++)
                {
                    byte[] first = new byte[256], second = new byte[256];
                    Assert.Equal(clang.RunOnPacket(frame.AsSpan(0, length), second), ours.RunOnPacket(frame.AsSpan(0, length), first));
                    Assert.Equal(second, first);
                }
            }
        }
    }

    /// <summary>Only with BPF_LONG_TESTS=1: measurements need a quiet machine.</summary>
    [Fact]
    public void RunsAsFastAsClangCode()
    {
        KernelRequirement.NeedRoot();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS is not 1");
        using RunStatistics statistics = new();
        List<(string Name, double Ours, double Clang)> all = [];
        foreach (ProgramPair pair in ProgramPair.Packets.Where(pair => s_frames.ContainsKey(pair.Name)))
        {
            using LoadedProgram ours = new(pair.CompileCSharp(), pair.Name), clang = new(pair.CompileC(), pair.Name);
            byte[] frame = s_frames[pair.Name][0];
            (double first, double second) = PairMeasurement.Time(() => ours.RunBlock(frame), () => clang.RunBlock(frame));
            all.Add((pair.Name, first, second));
            output.WriteLine(FormattableString.Invariant($"{pair.Name,-24}{first,8:F1}{second,8:F1} ns{first / second,7:F2}{1000 / first,8:F1} million packets/s"));
        }

        Assert.True(all.Sum(item => item.Ours) <= Bar * all.Sum(item => item.Clang), "the sum of the times");
    }

    private static byte[] Udp(int port) => Frame.Udp(s_from, new(IPAddress.Parse("10.0.0.2"), port), [1, 2, 3, 4, 5, 6, 7, 8]);

    private static byte[] Tcp(int port) => Frame.Tcp(s_from, new(IPAddress.Parse("10.0.0.2"), port), 2);

    private PairMeasurement[] Measure(bool load)
    {
        PairMeasurement[] all = [.. ProgramPair.Packets.Select(pair => PairMeasurement.Of(pair, load, run: false))];
        Assert.True(all.Length >= s_frames.Count);
        output.WriteLine(string.Join('\n', all.Select(item => item.ToString())));
        return all;
    }
}
