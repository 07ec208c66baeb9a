using System.Net;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Headers, checksums and resizing, by test runs on frames.</summary>
public sealed class PacketTests
{
    private const byte Syn = 2;
    private static readonly IPEndPoint s_from = new(IPAddress.Parse("10.1.2.3"), 40000);
    private static readonly IPEndPoint s_to = new(IPAddress.Parse("10.1.2.4"), 80);
    private static readonly IPEndPoint s_from6 = new(IPAddress.Parse("fd00::1:2"), 40000);
    private static readonly IPEndPoint s_to6 = new(IPAddress.Parse("fd00::3"), 80);

    public PacketTests() => KernelRequirement.NeedRoot();

    // Extension headers: the number of the first, then the headers.
    public static TheoryData<string, byte[], bool> Chains => new()
    {
        { "none", [], true },
        { "hop-by-hop", [0, 6, 0, 1, 4, 0, 0, 0, 0], true },
        { "long destination options", [60, 6, 1, .. new byte[14]], true },
        { "hop-by-hop, routing, destination", [0, 43, 0, .. new byte[6], 60, 0, .. new byte[6], 6, 0, .. new byte[6]], true },
        { "authentication, 24 bytes", [51, 6, 4, .. new byte[22]], true },
        { "first fragment", [44, 6, 0, 0, 1, 0, 0, 0, 7], true },
        { "later fragment", [44, 6, 0, 0, 9, 0, 0, 0, 7], false },
        { "UDP behind destination options", [60, 17, 0, .. new byte[6]], false },
        { "no next header", [60, 59, 0, .. new byte[6]], false },
        { "eight", [0, .. Repeat(7, [60, 0, .. new byte[6]]), 6, 0, .. new byte[6]], true },
        { "nine", [0, .. Repeat(8, [60, 0, .. new byte[6]]), 6, 0, .. new byte[6]], false },
        { "longer than the packet", [60, 6, 255, .. new byte[6]], false },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void ExtensionHeadersAreWalked(string name, byte[] extensions, bool counted)
        => Assert.Equal((name, counted ? 1UL : 0), (name, Count(Frame.Tcp(s_from6, s_to6, Syn, extensions: extensions), s_from6.Address)));

    [Theory]
    [InlineData(new byte[0], 1)]
    [InlineData(new byte[] { 0x81, 0x00, 0, 5 }, 1)]
    [InlineData(new byte[] { 0x88, 0xA8, 0, 7, 0x81, 0x00, 0, 5 }, 1)]
    [InlineData(new byte[] { 0x81, 0x00, 0, 7, 0x81, 0x00, 0, 5, 0x81, 0x00, 0, 6 }, 0)]
    public void TagsAndOptionsAreSkipped(byte[] tags, ulong counted)
    {
        Assert.Equal(counted, Count(Frame.Tcp(s_from, s_to, Syn, tags: tags), s_from.Address));
        Assert.Equal(counted, Count(Frame.Tcp(s_from, s_to, Syn, tags: tags, ipOptions: new byte[40], tcpOptions: new byte[12]), s_from.Address));
        Assert.Equal(0UL, Count(Frame.Tcp(s_from, s_to, Syn | 0x10, tags: tags), s_from.Address));
    }

    [Fact]
    public void TruncatedAndMalformedPacketsAreNotRead()
    {
        byte[] whole = Frame.Tcp(s_from, s_to, Syn);
        for (int length = Frame.Ethernet; length < whole.Length; length++)
        {
            Assert.Equal(0UL, Count(whole[..length], s_from.Address));
        }

        Assert.Equal(1UL, Count(whole, s_from.Address));
        byte[] shortHeader = Frame.Tcp(s_from, s_to, Syn);
        shortHeader[Frame.Ethernet] = 0x44;
        Assert.Equal(0UL, Count(shortHeader, s_from.Address));
        byte[] laterFragment = Frame.Tcp(s_from, s_to, Syn);
        laterFragment[Frame.Ethernet + 7] = 1;
        Assert.Equal(0UL, Count(laterFragment, s_from.Address));
    }

    [Fact]
    public void ChecksumsStayRightInPlaceAndInSocketBuffers()
    {
        using RewritingSkeleton skeleton = RewritingSkeleton.Open();
        skeleton.Load();
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] payload = new byte[random.Next(64)];
            random.NextBytes(payload);
            IPEndPoint from = Any(random, i % 2 == 0), to = Any(random, i % 2 == 0);
            byte[] frame = i % 4 < 2 ? Frame.Tcp(from, to, Syn, payload, ipOptions: new byte[random.Next(3) * 4]) : Frame.Udp(from, to, payload);
            Assert.True(Frame.HasRightChecksums(frame));
            Assert.True(Frame.HasRightChecksums(Run(skeleton.Programs.Replace, frame, (uint)XdpAction.Pass)));
            Assert.True(Frame.HasRightChecksums(Run(skeleton.Programs.ReplaceInBuffer, frame, (uint)TrafficControlAction.Pass)));
        }
    }

    [Fact]
    public void UdpPacketsWithoutChecksumStayWithout()
    {
        using RewritingSkeleton skeleton = RewritingSkeleton.Open();
        skeleton.Load();
        byte[] frame = Frame.Udp(s_from, s_to, [1, 2, 3]);
        (frame[40], frame[41]) = (0, 0);
        byte[] after = Run(skeleton.Programs.Replace, frame, (uint)XdpAction.Pass), inBuffer = Run(skeleton.Programs.ReplaceInBuffer, frame, 0);
        Assert.Equal([192, 168, 3, 4, 192, 168, 3, 4, 0x12, 0x34, 0x12, 0x34, 0, 11, 0, 0], after[26..42]);
        Assert.Equal([192, 168, 3, 4, 192, 168, 3, 4, 0x9C, 0x40, 0, 80, 0, 11, 0, 0], inBuffer[26..42]);
        Assert.Equal(63, after[22]);
    }

    [Fact]
    public void SumsOfZeroAreWrittenAsOnes()
    {
        using RewritingSkeleton skeleton = RewritingSkeleton.Open();
        skeleton.Load();

        // One payload for each sum: one of them makes the new checksum 0.
        int ones = 0;
        for (int i = 0; i <= ushort.MaxValue; i++)
        {
            byte[] frame = Frame.Udp(s_from, s_to, [(byte)(i >> 8), (byte)i]);
            byte[] after = Run(skeleton.Programs.Replace, frame, (uint)XdpAction.Pass);
            Assert.NotEqual(0, after[40] << 8 | after[41]);
            ones += after[40] == 0xFF && after[41] == 0xFF ? 1 : 0;
        }

        Assert.InRange(ones, 1, 2);
    }

    [Fact]
    public void PacketsAreResized()
    {
        using RewritingSkeleton skeleton = RewritingSkeleton.Open();
        skeleton.Load();
        byte[] frame = Frame.Udp(s_from, s_to, [1, 2, 3, 4, 5, 6, 7, 8]);
        byte[] tagged = Run(skeleton.Programs.PushTag, frame, (uint)XdpAction.Pass);
        Assert.Equal([.. frame[..12], 0x81, 0x00, 0x20, 0x64, .. frame[12..]], tagged);
        Assert.Equal(frame, Run(skeleton.Programs.PopTag, tagged, (uint)XdpAction.Pass));
        Assert.Equal(frame, Run(skeleton.Programs.PopTag, frame, (uint)XdpAction.Drop));
        Assert.Equal(frame[..^4], Run(skeleton.Programs.Shorten, frame, (uint)XdpAction.Pass));
    }

    private static ulong Count(byte[] frame, IPAddress from)
    {
        using SynCounterSkeleton skeleton = SynCounterSkeleton.Open();
        skeleton.Load();
        Assert.Equal((uint)XdpAction.Pass, skeleton.Programs.OnPacket.TestRun(frame).ReturnValue);
        return skeleton.Maps.Requests.TryGetValue(Ipv6Address.From(from.MapToIPv6()), out ulong count) ? count : 0;
    }

    private static byte[] Run(BpfProgram program, byte[] frame, uint expected)
    {
        byte[] after = new byte[frame.Length + 64];
        TestRunResult result = program.TestRun(frame, dataOut: after);
        Assert.Equal(expected, result.ReturnValue);
        return after[..result.DataLength];
    }

    private static IPEndPoint Any(Random random, bool isIPv6)
    {
        byte[] address = new byte[isIPv6 ? 16 : 4];
        random.NextBytes(address);
        return new IPEndPoint(new IPAddress(address), random.Next(1 << 16));
    }

    private static IEnumerable<byte> Repeat(int count, byte[] bytes) => Enumerable.Repeat(bytes, count).SelectMany(static part => part);
}
