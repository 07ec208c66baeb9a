using System.Text;
using Bpf.Symbols.PerfMaps;

namespace Bpf.Symbols.Tests.PerfMaps;

[Trait("Category", "Quick")]
public sealed class PerfMapTests
{
    [Theory]
    [InlineData("1000 10 name\n", "name")]
    [InlineData("0x1000 0x10 with 0x\n", "with 0x")]
    [InlineData("1000 10 a b\tc \n", "a b\tc ")]
    [InlineData("1000 10 carriage return\r\n", "carriage return")]
    [InlineData("garbage\n1000 10 after garbage\n\n-1 x\n", "after garbage")]
    [InlineData("1000 10 first\n1000 10 second\n", "second")]
    [InlineData("1008 10 later in memory\n1000 10 later in file\n", "later in file")]
    [InlineData("1000 10 unfinished", null)]
    [InlineData("1000 0 empty\n", null)]
    [InlineData("1000 10\n", null)]
    [InlineData("1000 10 \n", null)]
    [InlineData("fffffffffffffff0 100 past the end\n", null)]
    [InlineData("", null)]
    public void LinesAreReadAsTheyAreWritten(string text, string? name) => Assert.Equal(name, Parse(text).Find(0x1000)?.Name);

    [Fact]
    public void LaterCodeHidesOnlyWhatItReplaced()
    {
        PerfMap map = Parse("1000 100 old\n1040 20 new\n1080 200 beyond\n");

        string?[] names = [.. new ulong[] { 0xfff, 0x1000, 0x103f, 0x1040, 0x105f, 0x1060, 0x107f, 0x1080, 0x10ff, 0x127f, 0x1280 }.Select(address => map.Find(address)?.Name)];
        Assert.Equal((string?[])[null, "old", "old", "new", "new", "old", "old", "beyond", "beyond", "beyond", null], names);
    }

    [Fact]
    public void RandomOverlapsAgreeWithASearchFromTheEnd()
    {
        Random random = new(20261129);
        for (int round = 0; round < 200; round++)
        {
            (int Start, int Size)[] lines = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (random.Next(0, 200), random.Next(1, 80)))];
            PerfMap map = Parse(string.Concat(lines.Select((line, index) => $"{line.Start:x} {line.Size:x} f{index}\n")));
            for (int address = 0; address < 300; address++)
            {
                int expected = Array.FindLastIndex(lines, line => address >= line.Start && address < line.Start + line.Size);
                Assert.Equal(expected < 0 ? null : $"f{expected}", map.Find((ulong)address)?.Name);
            }
        }
    }

    [Fact]
    public void ManyOverlapsTakeLittleTime()
    {
        const int Count = 200_000;
        StringBuilder text = new();
        for (int i = 0; i < Count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i:x} {Count:x} f{i}\n");
        }

        PerfMap map = Parse(text.ToString());
        Assert.Equal($"f{Count - 1}", map.Find((2 * Count) - 2)?.Name);
        Assert.Equal("f7", map.Find(7)?.Name);
    }

    [Theory]
    [InlineData("void [App] App.Program::Run()[OptimizedTier1]", "void [App] App.Program::Run()", CodeTier.Tier1)]
    [InlineData("void [App] App.Program::Run()[PreJIT]", "void [App] App.Program::Run()", CodeTier.ReadyToRun)]
    [InlineData("LazyCompile:*run /app.js:1", "LazyCompile:*run /app.js:1", CodeTier.Unknown)]
    public void TierIsTakenFromTheName(string name, string expected, CodeTier tier) => Assert.Equal((expected, tier), PerfMapTier.Split(name));

    private static PerfMap Parse(string text) => PerfMap.Parse(Encoding.UTF8.GetBytes(text));
}
