namespace Bpf.Runtime.Attach.Cgroups;

/// <summary>The cgroup mounts of this machine.</summary>
internal static class CgroupMounts
{
    private const string Separator = " - ";

    /// <summary>Describes where cgroup v2 is mounted, for error messages.</summary>
    public static string Describe()
    {
        string[] places = Version2();
        return places.Length == 0
            ? "cgroup v2 is not mounted; mount it with 'mount -t cgroup2 none DIRECTORY'."
            : $"cgroup v2 is mounted at {string.Join(", ", places)}.";
    }

    // proc(5): id parent major:minor root mount-point options [optional…] - type source options
    private static string[] Version2()
    {
        try
        {
            return
            [
                .. from line in File.ReadLines("/proc/self/mountinfo")
                   let separator = line.IndexOf(Separator, StringComparison.Ordinal)
                   where separator > 0 && line.AsSpan(separator + Separator.Length).StartsWith("cgroup2 ", StringComparison.Ordinal)
                   select line.Split(' ')[4],
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
