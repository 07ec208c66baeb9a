using System.Globalization;
using Bpf.Objects.Elf;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Images;

/// <summary>Libraries of this machine, compared with the tools of binutils: a sample of the smaller ones or, with BPF_LONG_TESTS=1, all of them.</summary>
public sealed class LibraryTests(ITestOutputHelper output)
{
    // As many functions of each library as suffice for all to take part, evenly spread.
    private const int MostPerLibrary = 400;

    private const int SampleSize = 40;
    private const long LargestInSample = 8 << 20;

    private static bool AreAllWanted => Environment.GetEnvironmentVariable("BPF_LONG_TESTS") is not (null or "" or "0");

    private static IEnumerable<string> Libraries
    {
        get
        {
            string[] all = [.. AllLibraries];
            string[] small = [.. all.Where(path => new FileInfo(path).Length <= LargestInSample)];
            return AreAllWanted ? all : small.Where((path, index) => index % ((small.Length / SampleSize) + 1) == 0 || Path.GetFileName(path) == "libc.so.6");
        }
    }

    private static IEnumerable<string> AllLibraries => new[] { "/usr/lib", "/usr/lib64", $"/usr/lib/{(Machine == 62 ? "x86_64" : "aarch64")}-linux-gnu" }
        .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.so*"))
        .Where(path => new FileInfo(path).LinkTarget is null && IsOurs(path)).Order(StringComparer.Ordinal);

    [Fact]
    public void EveryExportedFunctionHasOneOfTheNamesThatNmGivesToItsAddress()
    {
        int libraries = 0;
        int functions = 0;
        List<string> wrong = [];
        foreach (string path in Libraries)
        {
            using MappedFile bytes = MappedFile.Open(path);
            ElfFile file = new(bytes, path);
            ImageSymbols symbols = ImageSymbols.Open(path);
            Dictionary<ulong, NmSymbol[]> oracle = Nm(path).GroupBy(symbol => symbol.Address).ToDictionary(group => group.Key, group => group.ToArray());
            libraries++;
            output.WriteLine($"{path}: {oracle.Count} addresses");
            foreach ((ulong address, NmSymbol[] names) in oracle.Where((_, index) => index % ((oracle.Count / MostPerLibrary) + 1) == 0))
            {
                if (file.FindSegment(address) is not { } segment || (segment.Flags & ElfSegment.Executable) == 0)
                {
                    continue;
                }

                ulong offset = file.FileOffsetOf(address, segment);
                ulong last = Math.Max(names.Max(symbol => symbol.Size), 1) - 1;
                functions++;
                if (symbols.Find(offset) is not { } first || first.Start != offset || !IsNamed(first, names))
                {
                    wrong.Add($"{path}: {address:x} is {names[0].Name}, found {symbols.Find(offset)}");
                }
                else if (symbols.Find(offset + last) is null)
                {
                    wrong.Add($"{path}: {names[0].Name}+{last:x} is not found");
                }
            }
        }

        output.WriteLine($"{functions} functions of {libraries} libraries");
        Assert.True(libraries > 20 && functions > 2_000, $"{functions} functions of {libraries} libraries");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {functions}:\n{string.Join('\n', wrong.Take(20))}");
    }

    // A debug file also has the name of the selector of an indirect function.
    private static bool IsNamed(CodeSymbol symbol, NmSymbol[] names)
        => names.Any(name => name.Name == symbol.RawName) || (symbol.Source == NameSource.DebugFile && names.All(name => name.Type == "i"));

    private static bool IsOurs(string path)
    {
        Span<byte> head = stackalloc byte[20];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.StartsWith("\u007FELF\u0002"u8)
            && head[16] == 3 && head[18] == Machine;
    }

    private static byte Machine => (byte)(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64 ? 62 : 183);

    // ADDRESS SIZE TYPE NAME[@VERSION]
    private static IEnumerable<NmSymbol> Nm(string path)
    {
        foreach (string line in Tool.Run("nm", "-D", "-S", "--defined-only", path).Split('\n'))
        {
            string[] fields = line.Split(' ');
            if (fields is [var address, var size, var type and ("T" or "t" or "W" or "w" or "i" or "V" or "u"), var name])
            {
                int version = name.IndexOf('@', 1);
                yield return new(Hex(address), Hex(size), type, version < 0 ? name : name[..version]);
            }
        }

        static ulong Hex(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private readonly record struct NmSymbol(ulong Address, ulong Size, string Type, string Name);
}
