using System.Globalization;

namespace Bpf.Runtime.Externs;

/// <summary>Addresses from /proc/kallsyms.</summary>
internal static class KernelSymbols
{
    private const string Path = "/proc/kallsyms";

    /// <summary>Finds the addresses of some symbols in one pass.</summary>
    /// <param name="wanted">Names; found ones get their address.</param>
    /// <exception cref="BpfException">A symbol has two addresses, or the file cannot be read.</exception>
    public static void Find(Dictionary<string, ulong?> wanted)
    {
        Dictionary<string, ulong?>.AlternateLookup<ReadOnlySpan<char>> lookup = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        IEnumerable<string> lines;
        try
        {
            lines = File.ReadLines(Path);
            foreach (string line in lines)
                Match(line, lookup);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("read kernel symbols from", Path, null, exception.Message, exception);
        }
    }

    private static void Match(string line, Dictionary<string, ulong?>.AlternateLookup<ReadOnlySpan<char>> wanted)
    {
        // "ffffffff81000000 T name [module]"
        int space = line.IndexOf(' ');
        if (space < 0 || line.Length < space + 4)
            return;

        ReadOnlySpan<char> name = line.AsSpan(space + 3);
        int end = name.IndexOfAny('\t', ' ');
        name = end < 0 ? name : name[..end];
        if (line[space + 1] == 'd' && name.IndexOf(".llvm.") is var suffix and > 0)
            name = name[..suffix];

        if (!wanted.TryGetValue(name, out ulong? known) || !ulong.TryParse(line.AsSpan(0, space), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address))
            return;
        if (known is { } other && other != address)
            throw new BpfException("resolve kernel symbol", name.ToString(), Errno.EINVAL, $"The kernel has it at 0x{other:x} and at 0x{address:x}.");

        wanted[name] = address;
    }
}
