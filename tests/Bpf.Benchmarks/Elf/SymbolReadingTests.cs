using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bpf.Objects.Elf;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace Bpf.Benchmarks.Elf;

/// <summary>
/// Reading the symbols of a large library with the loader's own reader and with ELFSharp, alternating on the same mapped file: every name, value and size is
/// read. docs/decisions/elf-reader.md has the figures. Only with BPF_LONG_TESTS=1.
/// </summary>
public class SymbolReadingTests(ITestOutputHelper output)
{
    private const int Pairs = 15;
    private const double TimeBar = 0.1;
    private const double AllocationBar = 0.01;

    [Theory]
    [InlineData("libjvm.so")]
    [InlineData("libLLVM-19.so")]
    public void TakesATenthOfTheTimeOfElfSharp(string name)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS is not 1");
        string? path = Find(name);
        Assert.SkipWhen(path is null, $"{name} is not installed");
        Assert.Equal(WithElfSharp(path), WithElfFile(path));
        WithElfFile(path);
        double[] ratios = new double[Pairs], milliseconds = new double[Pairs], theirs = new double[Pairs];
        long allocated = 0, allocatedByElfSharp = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            (milliseconds[pair], allocated) = Measure(() => WithElfFile(path));
            (theirs[pair], allocatedByElfSharp) = Measure(() => WithElfSharp(path));
            ratios[pair] = milliseconds[pair] / theirs[pair];
        }

        Array.Sort(ratios);
        Array.Sort(milliseconds);
        Array.Sort(theirs);
        double ratio = ratios[Pairs / 2];
        string report = string.Create(CultureInfo.InvariantCulture,
            $"{name}, {WithElfFile(path).Count} symbols: {milliseconds[Pairs / 2]:F2} ms, ELFSharp {theirs[Pairs / 2]:F0} ms, median of {Pairs} paired ratios {ratio:F4} "
            + $"({ratios[0]:F4} to {ratios[^1]:F4}); {allocated} bytes allocated, ELFSharp {allocatedByElfSharp / 1024} KiB");
        output.WriteLine(report);
        Assert.True(ratio <= TimeBar && allocated <= AllocationBar * allocatedByElfSharp, report);
    }

    private static string? Find(string name) => ((string[])["/usr/lib/jvm", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, name, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })).Max();

    // Number of symbols, and checksums that are equal only if both read the same.
    private static (int Count, ulong Values, ulong Sizes, int Lengths) WithElfFile(string path)
    {
        using MappedFile mapped = MappedFile.Open(path);
        ElfFile file = new(new FileBytes(mapped), path);
        (int count, ulong values, ulong sizes, int lengths) = (0, 0, 0, 0);
        foreach (ref readonly ElfSection section in file.Sections)
        {
            if (section.Type is not (ElfSection.SymbolTable or ElfSection.DynamicSymbols))
            {
                continue;
            }

            ReadOnlySpan<byte> names = file.StringsOf(section);
            foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(section))
            {
                count++;
                values += symbol.Value;
                sizes += symbol.Size;
                lengths += ElfText.At(names, symbol.Name).Length;
            }
        }

        return (count, values, sizes, lengths);
    }

    private static (int Count, ulong Values, ulong Sizes, int Lengths) WithElfSharp(string path)
    {
        using ELF<ulong> file = ELFReader.Load<ulong>(path);
        (int count, ulong values, ulong sizes, int lengths) = (0, 0, 0, 0);
        foreach (SymbolEntry<ulong> symbol in file.GetSections<SymbolTable<ulong>>().SelectMany(table => table.Entries))
        {
            count++;
            values += symbol.Value;
            sizes += symbol.Size;
            lengths += Encoding.UTF8.GetByteCount(symbol.Name);
        }

        return (count, values, sizes, lengths);
    }

    private static (double Milliseconds, long Allocated) Measure(Action read)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        read();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
