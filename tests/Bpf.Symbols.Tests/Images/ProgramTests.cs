using System.Globalization;
using Bpf.Objects.Elf;
using Bpf.Symbols.Tests.Processes;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Images;

/// <summary>Programs that the test builds, compared with addr2line at every address.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpf-symbols-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-pie", "-fPIE")]
    [InlineData("-no-pie", "-fno-pie")]
    [InlineData("-static")]
    public void EveryAddressIsInTheFunctionThatAddr2lineNames(params string[] options)
    {
        string path = NativeTarget.Build(_folder, "functions.c", "functions", options);
        using MappedFile bytes = MappedFile.Open(path);
        ElfFile file = new(bytes, path);
        ElfSection code = file.Sections[file.FindSection(".text"u8)];
        ImageSymbols symbols = ImageSymbols.Open(path);
        ulong step = Math.Max(code.Size / 1000, 1);
        ulong[] addresses = [.. Enumerable.Range(0, (int)(code.Size / step)).Select(i => code.Address + ((ulong)i * step))];
        string[] lines = Tool.Run("addr2line", ["-f", "-e", path, .. addresses.Select(address => address.ToString("x", CultureInfo.InvariantCulture))]).Split('\n');
        Dictionary<ulong, HashSet<string>> aliases = Aliases(path);

        int compared = 0;
        for (int i = 0; i < addresses.Length; i++)
        {
            // Padding belongs to no function, but addr2line gives it to the one before.
            if (symbols.Find(file.FileOffsetOf(addresses[i])!.Value) is { } found && found.Source == NameSource.SymbolTable)
            {
                ulong start = file.AddressOf(found.Start, file.FindSegment(addresses[i])!.Value);
                Assert.True(aliases[start].Contains(lines[2 * i]), $"{addresses[i]:x} is in {lines[2 * i]}, found {found} at {start:x}");
                compared++;
            }
        }

        Assert.InRange(compared, addresses.Length / 2, addresses.Length);
    }

    private static Dictionary<ulong, HashSet<string>> Aliases(string path)
        => Tool.Run("nm", path).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length == 3)
            .GroupBy(fields => ulong.Parse(fields[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields => fields[2].Split('@')[0])
            .ToDictionary(group => group.Key, group => group.ToHashSet());
}
