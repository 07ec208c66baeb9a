using System.Globalization;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>An executable file mapping of a process: one line of <c>/proc/PID/maps</c>.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">Address one past the last.</param>
/// <param name="Offset">File offset of the mapping.</param>
/// <param name="Device">Major and minor number of the file system.</param>
/// <param name="Inode">Inode of the file.</param>
/// <param name="Text">The path as written by the kernel.</param>
internal readonly record struct FileMapping(ulong Start, ulong End, ulong Offset, (uint Major, uint Minor) Device, ulong Inode, string Text)
{
    private const string DeletedMark = " (deleted)";
    private const string EscapedNewLine = @"\012";
    private const ulong OverlayFileSystem = 0x794C7630; // OVERLAYFS_SUPER_MAGIC, linux/magic.h
    private const ulong BtrfsFileSystem = 0x9123683E; // BTRFS_SUPER_MAGIC
    private const ulong InodeBits = (1UL << 48) - 1;

    /// <summary>Returns the link to the mapped file, which works whatever has become of its path.</summary>
    public string LinkIn(int processId) => $"/proc/{processId}/map_files/{Start:x}-{End:x}";

    /// <summary>True when the kernel marks the path as deleted.</summary>
    public bool IsMarkedDeleted => Text.EndsWith(DeletedMark, StringComparison.Ordinal);

    /// <summary>
    /// The paths the text can stand for: the kernel writes a line feed as <c>\012</c> without escaping the backslash, and appends <c> (deleted)</c>,
    /// with which a name may also end.
    /// </summary>
    public IEnumerable<string> Paths
    {
        get
        {
            foreach (string text in IsMarkedDeleted ? [Text[..^DeletedMark.Length], Text] : (string[])[Text])
            {
                if (text.Contains(EscapedNewLine, StringComparison.Ordinal))
                {
                    yield return text.Replace(EscapedNewLine, "\n", StringComparison.Ordinal);
                }

                yield return text;
            }
        }
    }

    /// <summary>Returns a process's executable file mappings by ascending address.</summary>
    /// <exception cref="BpfException">The process does not exist or may not be inspected.</exception>
    public static List<FileMapping> Of(int processId)
    {
        List<FileMapping> mappings = [];
        try
        {
            foreach (string line in File.ReadAllText($"/proc/{processId}/maps").Split('\n'))
            {
                if (Parse(line) is { } mapping)
                {
                    mappings.Add(mapping);
                }
            }
        }
        catch (Exception exception)
        when (exception is FileNotFoundException or DirectoryNotFoundException || (exception is IOException && !Directory.Exists($"/proc/{processId}")))
        {
            throw new BpfException("inspect process", $"{processId}", Errno.ESRCH, "There is no such process in the pid namespace of this one.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("inspect process", $"{processId}", Errno.EACCES, "Its mappings are visible only to its user or with CAP_SYS_PTRACE.",
                exception);
        }

        return mappings;
    }

    /// <summary>Returns whether a file is the mapped one, judging by device and inode numbers alone.</summary>
    /// <param name="status">Status of the file.</param>
    /// <param name="open">The file.</param>
    public unsafe bool IsOf(in Statx status, BpfHandle open)
    {
        if (Device == (status.DeviceMajor, status.DeviceMinor))
        {
            return Inode == status.Inode;
        }

        // These file systems show different devices in maps and in stat; overlayfs may also set upper bits of the inode.
        const int Size = 256; // larger than struct statfs, which begins with f_type
        ulong* fileSystem = stackalloc ulong[Size / sizeof(ulong)];
        return FileCalls.StatFs($"/proc/self/fd/{open.Descriptor}", fileSystem) == 0
            && fileSystem[0] is OverlayFileSystem or BtrfsFileSystem
            && (Inode & InodeBits) == (status.Inode & InodeBits);
    }

    // START-END PERMISSIONS OFFSET MAJOR:MINOR INODE PATH
    private static FileMapping? Parse(string line)
    {
        int slash = line.IndexOf('/');
        string[] fields = slash < 0 ? [] : line[..slash].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5 || !fields[1].Contains('x') || fields[0].Split('-') is not [var start, var end]
            || fields[3].Split(':') is not [var major, var minor])
        {
            return null;
        }

        return new(Hex(start), Hex(end), Hex(fields[2]), ((uint)Hex(major), (uint)Hex(minor)), ulong.Parse(fields[4], CultureInfo.InvariantCulture),
            line[slash..]);
    }

    private static ulong Hex(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
