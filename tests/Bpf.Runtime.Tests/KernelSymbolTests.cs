using System.Text;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Kernel;
using Bpf.Symbols.Kernel;

namespace Bpf.Runtime.Tests;

public class KernelSymbolTests
{
    private const string Text = """
        ffffffff81000000 T _text
        ffffffff81000010 t local.llvm.123
        ffffffff81000020 d value.llvm.456
        ffffffffc0000030 t in_module	[module]
        ffffffffc0000040 T nf_conntrack_find [nf_conntrack]
        short

        ffffffff81000050 B a
        ffffffff81000050 B a
        ffffffff81000060 A last
        """;

    [Theory]
    [InlineData(64)]
    [InlineData(70)]
    [InlineData(4096)]
    public void LinesAreReadAcrossAnyBufferBoundary(int bufferSize)
    {
        Dictionary<string, ulong?> wanted = new()
        {
            ["_text"] = null, ["local"] = null, ["local.llvm.123"] = null, ["value"] = null, ["in_module"] = null, ["nf_conntrack_find"] = null,
            ["a"] = null, ["last"] = null, ["missing"] = null, [new string('x', 100)] = null,
        };
        KernelSymbolSearch.Read(new MemoryStream(Encoding.ASCII.GetBytes(Text)), new byte[bufferSize], wanted);
        Assert.Equal(
            [0xffffffff81000000, null, 0xffffffff81000010, 0xffffffff81000020, 0xffffffffc0000030, 0xffffffffc0000040, 0xffffffff81000050, 0xffffffff81000060, null, null],
            wanted.Values.ToArray());
    }

    [Fact]
    public void SymbolWithTwoAddressesIsRefused()
    {
        Dictionary<string, ulong?> wanted = new() { ["twice"] = null };
        BpfException exception = Assert.Throws<BpfException>(
            () => KernelSymbolSearch.Read(new MemoryStream("0000000000000010 t twice\n0000000000000020 t twice\n"u8.ToArray()), new byte[64], wanted));
        Assert.Contains("0x10", exception.Message);
        Assert.Contains("0x20", exception.Message);
    }

    [Fact]
    public void KernelSymbolsAreFoundWithLittleMemory()
    {
        // Static functions with the same name have several addresses.
        string[] lines = [.. File.ReadLines("/proc/kallsyms").GroupBy(NameIn).Where(group => group.Count() == 1).Select(group => group.First()).Where((_, index) => index % 5000 == 0)];
        Dictionary<string, ulong?> wanted = lines.ToDictionary(NameIn, _ => (ulong?)null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        KernelSymbolSearch.Find(wanted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
        Assert.True(lines.Length > 5);
        foreach (string line in lines)
        {
            Assert.Equal(Convert.ToUInt64(line.Split(' ')[0], 16), wanted[NameIn(line)]);
        }
    }

    private static string NameIn(string line) => line.Split(' ', '\t')[2];
}
