namespace Bpf.Cli;

/// <summary>Checks a process to be probed.</summary>
internal static class ProcessChecks
{
    private const string Filtered = "2"; // SECCOMP_MODE_FILTER

    // Since 6.11 return probes make a dedicated system call; until 6.14, filters that did not know it killed the process.
    private static readonly Version s_firstWithCall = new(6, 11);
    private static readonly Version s_fixed = new(6, 14);

    public static IEnumerable<Check> Run(int id)
    {
        string name = $"process {id}";
        if (HostFiles.TryRead($"/proc/{id}/comm") is not { } command)
        {
            yield return Check.Of(name, CheckState.Failure, "not found in this process id namespace");
            yield break;
        }

        Version version = Environment.OSVersion.Version;
        bool isAffected = HostFiles.StatusField($"{id}", "Seccomp") == Filtered && version >= s_firstWithCall && version < s_fixed;
        yield return isAffected
            ? Check.Of(name, CheckState.Warning, $"{command} has a system call filter",
                $"On kernels {s_firstWithCall} to {s_fixed} a return probe can kill such a process; probe only entries, or update the kernel.")
            : Check.Of(name, CheckState.Ok, command);

        if (File.Exists($"/proc/{id}/maps") && HostFiles.TryRead($"/proc/{id}/maps")?.Contains("doublemapper", StringComparison.Ordinal) == true)
        {
            yield return Check.Of($"{name} code", CheckState.Warning, "it runs code compiled by the .NET JIT",
                "Such code is not backed by a file, so uprobes cannot reach it; native libraries in the process can be probed.");
        }
    }
}
