using System.Globalization;
using System.Text;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Kernel;

[Collection(nameof(MemoryMeasurements))]
public sealed class KernelSymbolTableTests(ITestOutputHelper output)
{
    private const long Limit = 8 << 20;

    private const string Text = """
        ffffffff81000000 T _stext
        ffffffff81000000 T start_here
        ffffffff81000100 t local
        ffffffff81000100 T __global
        ffffffff81000180 d data
        ffffffff81000200 t last_in_kernel
        ffffffffc0000000 t in_module	[some_module]
        ffffffffc0000800 T end_of_module	[some_module]
        ffffffffc0005000 t bpf_prog_6deef7357e7b4530_on_exec	[bpf]
        ffffffffc0005800 t bpf_trampoline_6442	[bpf]
        not a symbol
        """;

    [Theory]
    [InlineData(0xffffffff80ffffff, null)]
    [InlineData(0xffffffff81000000, "start_here+0x0")]
    [InlineData(0xffffffff810000ff, "start_here+0xff")]
    [InlineData(0xffffffff81000180, "__global+0x80")]
    [InlineData(0xffffffff81000210, "last_in_kernel+0x10")]
    [InlineData(0xffffffff81001fff, "last_in_kernel+0x1dff")]
    [InlineData(0xffffffff81002000, null)]
    [InlineData(0xffffffffc0000001, "in_module+0x1 (some_module)")]
    [InlineData(0xffffffffc0000810, "end_of_module+0x10 (some_module)")]
    [InlineData(0xffffffffc0003000, null)]
    [InlineData(0xffffffffc0005010, "on_exec+0x10 (bpf)")]
    [InlineData(0xffffffffc0005810, "bpf_trampoline_6442+0x10 (bpf)")]
    [InlineData(0xffffffffffffffff, null)]
    public void AddressIsInTheFunctionBeforeIt(ulong address, string? expected)
    {
        CodeSymbol? symbol = Table(Text).Find(address);

        Assert.Equal(expected, symbol is null ? null : new CodeFrame(address, symbol).ToString());
    }

    [Fact]
    public void ProgramsKeepTheirRawNames()
    {
        CodeSymbol symbol = Table(Text).Find(0xffffffffc0005010)!;

        Assert.Equal((CodeKind.Bpf, "on_exec", "bpf_prog_6deef7357e7b4530_on_exec"), (symbol.Kind, symbol.Name, symbol.RawName));
    }

    [Fact]
    public void HiddenAddressesNameNothing()
    {
        KernelSymbolTable table = Table("0000000000000000 T _stext\n0000000000000000 t local\n0000000000000000 t other\t[module]\n");

        Assert.True(table.AreAddressesHidden);
        Assert.Null(table.Find(0));
        Assert.Null(table.Find(0xffffffff81000000));
    }

    [Fact]
    public void KernelTakesAtMostEightMebibytesAndEveryAddressHasOneOfItsNames()
    {
        KernelSymbolTable.Read();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        KernelSymbolTable table = KernelSymbolTable.Read();
        long size = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{table.Count} functions in {size / 1024} KiB");
        KernelRequirement.Need(!table.AreAddressesHidden, "kernel addresses");
        Assert.InRange(size, 1, Limit);
        int checkedCount = 0;
        foreach (var group in File.ReadLines("/proc/kallsyms").Select(line => line.Split(' ', '\t'))
            .Where(fields => fields[1] is "t" or "T" or "w" or "W").GroupBy(fields => fields[0]).Where((_, index) => index % 37 == 0))
        {
            ulong address = ulong.Parse(group.Key, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            CodeSymbol symbol = table.Find(address)!;
            Assert.Equal(address, symbol.Start);
            Assert.Contains(group, fields => fields[2] == symbol.RawName && (fields.Length > 3 ? fields[3].Trim('[', ']') : null) == symbol.Module);
            checkedCount++;
        }

        Assert.True(checkedCount > 500);
    }

    private static KernelSymbolTable Table(string text) => KernelSymbolTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
