using System.Globalization;

namespace Samples.Tools;

/// <summary>The files that a process has mapped, from /proc/PID/maps.</summary>
internal sealed class MemoryMap
{
    private static readonly Dictionary<string, SymbolTable> s_tables = [];
    private readonly List<(ulong Start, ulong End, ulong Offset, string File)> _files = [];

    /// <summary>The map of a process; null when it has ended.</summary>
    public static MemoryMap? Of(int process)
    {
        MemoryMap map = new();
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process}/maps"))
            {
                // 7f1234-7f5678 r-xp 0001000 08:01 1234     /usr/lib/libc.so.6
                string[] parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length == 6 && parts[1].Contains('x'))
                {
                    string[] range = parts[0].Split('-');
                    map._files.Add((Hex(range[0]), Hex(range[1]), Hex(parts[2]), parts[5]));
                }
            }
        }
        catch (IOException)
        {
            return null;
        }

        return map._files.Count > 0 ? map : null;
    }

    /// <summary>The function at an address, or the file and the offset in it; null when no file is mapped there.</summary>
    public string? Find(ulong address)
    {
        foreach ((ulong start, ulong end, ulong offset, string file) in _files)
        {
            if (address >= start && address < end)
            {
                ulong place = address - start + offset;
                if (!s_tables.TryGetValue(file, out SymbolTable? table))
                {
                    s_tables[file] = table = SymbolTable.OfFile(file);
                }

                return table.Find(place) ?? $"{Path.GetFileName(file)}+0x{place:x}";
            }
        }

        return null;
    }

    private static ulong Hex(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
