using System.Globalization;

namespace Bpf.Runtime.Attach;

/// <summary>The files of another process, seen through its own mount namespace.</summary>
internal static class ProcessBinaries
{
    private const string DeletedMark = " (deleted)";

    /// <summary>
    /// The file that a process has mapped under a name, or would map: what is in <c>/proc/PID/maps</c> wins, then the search rules are applied
    /// below <c>/proc/PID/root</c>.
    /// </summary>
    /// <exception cref="BpfException">The process does not exist or cannot be inspected.</exception>
    /// <exception cref="BinaryNotFoundException">The process has no such file.</exception>
    public static ProcessBinary Find(int processId, string binary)
    {
        string root = RootOf(processId);
        if (binary.StartsWith('/'))
            return new(BinaryLocator.Find(binary, root));

        foreach ((string range, ulong inode, string path) in ExecutableMappings(processId))
        {
            // A file that was replaced, by an update for instance, is still run by the process and can be reached through the mapping only.
            if (path.EndsWith(DeletedMark, StringComparison.Ordinal))
            {
                if (BinaryLocator.IsNamed(path[..^DeletedMark.Length], binary))
                    return new(MappingOf(processId, range));
            }
            else if (BinaryLocator.IsNamed(path, binary))
            {
                return new(root + path, MappingOf(processId, range), inode);
            }
        }

        return new(BinaryLocator.Find(binary, root));
    }

    private static string MappingOf(int processId, string range) => $"/proc/{processId}/map_files/{range}";

    // The caller's own view needs no detour, and shows the user the path as he knows it.
    private static string RootOf(int processId)
    {
        if (processId == Environment.ProcessId)
            return "";
        if (!Directory.Exists($"/proc/{processId}"))
            throw NoProcess(processId, null);

        string theirs = $"/proc/{processId}/ns/mnt";
        FileInfo link = new(theirs);
        try
        {
            return link.LinkTarget == new FileInfo("/proc/self/ns/mnt").LinkTarget && new FileInfo($"/proc/{processId}/root").LinkTarget == "/"
                ? ""
                : $"/proc/{processId}/root";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoProcess(processId, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("inspect process", $"{processId}", Errno.EACCES, "Its namespaces can be read by its user and with CAP_SYS_PTRACE.", exception);
        }
    }

    private static List<(string Range, ulong Inode, string Path)> ExecutableMappings(int processId)
    {
        const int InodeField = 4;
        const int PathField = 5;
        List<(string, ulong, string)> paths = [];
        try
        {
            foreach (string line in File.ReadLines($"/proc/{processId}/maps"))
            {
                string[] fields = line.Split(' ', PathField + 1, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length > PathField && fields[1].Contains('x') && fields[PathField].StartsWith('/'))
                    paths.Add((fields[0], ulong.Parse(fields[InodeField], CultureInfo.InvariantCulture), fields[PathField].TrimStart()));
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoProcess(processId, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The search rules still apply.
        }

        return paths;
    }

    private static BpfException NoProcess(int processId, Exception? inner)
        => new("inspect process", $"{processId}", Errno.ESRCH, "There is no such process in the pid namespace of this one.", inner);
}
