using System.Buffers.Text;
using System.Text;
using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols;

/// <summary>The mappings of a process at one time.</summary>
public sealed class ProcessMaps
{
    private readonly MemoryMapping[] _mappings;

    private ProcessMaps(MemoryMapping[] mappings) => _mappings = mappings;

    /// <summary>The mappings, by ascending address.</summary>
    public IReadOnlyList<MemoryMapping> Mappings => _mappings;

    /// <summary>Reads the mappings of a process. A process that has exited, or is exiting, has none.</summary>
    /// <param name="processId">Its id in the pid namespace of this process.</param>
    /// <exception cref="BpfException">The process does not exist (ESRCH), or may not be inspected (EACCES).</exception>
    public static ProcessMaps Read(int processId) => Read($"/proc/{processId}", processId);

    /// <summary>Reads the mappings of the process that a directory of procfs shows.</summary>
    internal static ProcessMaps Read(string directory, int processId)
    {
        try
        {
            return Parse(File.ReadAllBytes($"{directory}/maps"), $"/proc/{processId}/maps");
        }
        catch (Exception exception)
        when (exception is FileNotFoundException or DirectoryNotFoundException || (exception is IOException && !Directory.Exists(directory)))
        {
            throw ProcessErrors.Missing(processId, cause: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("inspect process", $"{processId}", Errno.EACCES, "Its mappings are visible only to its user or with CAP_SYS_PTRACE.",
                exception);
        }
    }

    /// <summary>Parses text in the format of <c>/proc/PID/maps</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it is from, for messages.</param>
    /// <exception cref="BpfException">A line does not have that format.</exception>
    public static ProcessMaps Parse(ReadOnlySpan<byte> text, string path)
    {
        List<MemoryMapping> mappings = [];
        // Libraries have several mappings each, all with the same name.
        Dictionary<string, string> names = [];
        bool isSorted = true;
        for (int number = 1; !text.IsEmpty; number++)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!TryParse(line, names, out MemoryMapping? mapping))
            {
                throw new BpfException("read", path, null, $"Line {number} is not a mapping.");
            }

            isSorted &= mappings.Count == 0 || mappings[^1].End <= mapping!.Start;
            mappings.Add(mapping!);
        }

        return isSorted ? new([.. mappings]) : throw new BpfException("read", path, null, "Its mappings overlap or are not sorted.");
    }

    /// <summary>Returns the mapping that contains an address; <see langword="null"/> if there is none.</summary>
    /// <param name="address">An address of the process.</param>
    public MemoryMapping? Find(ulong address)
    {
        int low = 0;
        int high = _mappings.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            MemoryMapping mapping = _mappings[middle];
            if (address < mapping.Start)
            {
                high = middle - 1;
            }
            else if (address >= mapping.End)
            {
                low = middle + 1;
            }
            else
            {
                return mapping;
            }
        }

        return null;
    }

    // START-END rwxp OFFSET MAJOR:MINOR INODE NAME; the name is padded with blanks in front and may contain and end with any.
    private static bool TryParse(ReadOnlySpan<byte> line, Dictionary<string, string> names, out MemoryMapping? mapping)
    {
        mapping = null;
        if (!TryHex(ref line, (byte)'-', out ulong start) || !TryHex(ref line, (byte)' ', out ulong end) || end < start
            || !TryAccess(ref line, out MappingAccess access) || !TryHex(ref line, (byte)' ', out ulong offset) || !TryHex(ref line, (byte)':', out ulong major)
            || !TryHex(ref line, (byte)' ', out ulong minor) || major > uint.MaxValue || minor > uint.MaxValue
            || !Utf8Parser.TryParse(line, out ulong inode, out int used))
        {
            return false;
        }

        string name = Encoding.UTF8.GetString(line[used..].TrimStart((byte)' '));
        if (!names.TryGetValue(name, out string? known))
        {
            names.Add(name, known = name);
        }

        mapping = new()
        {
            Start = start, End = end, Access = access, Offset = offset, DeviceMajor = (uint)major, DeviceMinor = (uint)minor, Inode = inode, Name = known,
        };
        return true;
    }

    private static bool TryHex(ref ReadOnlySpan<byte> line, byte separator, out ulong value)
    {
        if (!Utf8Parser.TryParse(line, out value, out int used, 'x') || used >= line.Length || line[used] != separator)
        {
            return false;
        }

        line = line[(used + 1)..];
        return true;
    }

    private static bool TryAccess(ref ReadOnlySpan<byte> line, out MappingAccess access)
    {
        access = MappingAccess.None;
        if (line.Length < 5 || line[4] != (byte)' ')
        {
            return false;
        }

        access = (line[0] == 'r' ? MappingAccess.Read : 0) | (line[1] == 'w' ? MappingAccess.Write : 0) | (line[2] == 'x' ? MappingAccess.Execute : 0)
            | (line[3] == 's' ? MappingAccess.Shared : 0);
        line = line[5..];
        return true;
    }
}
