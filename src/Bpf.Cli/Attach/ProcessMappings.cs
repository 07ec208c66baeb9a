using System.Globalization;

namespace Bpf.Cli.Attach;

/// <summary>Maps addresses in a process to files.</summary>
internal sealed class ProcessMappings
{
    private readonly List<(ulong Start, ulong End, ulong Offset, string Path)> _mappings = [];

    private ProcessMappings()
    {
    }

    /// <summary>Reads the mappings of a process; none when no process is given or it has exited.</summary>
    public static ProcessMappings Of(int? processId)
    {
        const int PathField = 5;
        ProcessMappings mappings = new();
        string text = processId is { } id ? HostFiles.TryRead($"/proc/{id}/maps") ?? "" : "";
        foreach (string line in text.Split('\n'))
        {
            // START-END PERMISSIONS OFFSET DEVICE INODE PATH
            string[] fields = line.Split(' ', PathField + 1, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length <= PathField || !fields[PathField].StartsWith('/') || fields[0].Split('-') is not [var start, var end])
            {
                continue;
            }

            mappings._mappings.Add((Number(start), Number(end), Number(fields[2]), fields[PathField]));
        }

        return mappings;
    }

    /// <summary>Formats an address as FILE+OFFSET, or as itself when it is not in a file.</summary>
    public string Describe(ulong address)
    {
        foreach ((ulong start, ulong end, ulong offset, string path) in _mappings)
        {
            if (address >= start && address < end)
            {
                return $"{path}+0x{address - start + offset:x}";
            }
        }

        return $"0x{address:x}";
    }

    private static ulong Number(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
