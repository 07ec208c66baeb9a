namespace Bpf.Cli;

/// <summary>Kind of machine or container, and what it means for tracing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What to know about it; null for an ordinary Linux.</param>
internal sealed record HostEnvironment(string Name, string? Meaning = null)
{
    /// <summary>Recognizes the environment from system files.</summary>
    /// <param name="kernel">/proc/version.</param>
    /// <param name="mounts">/proc/self/mountinfo; empty when it cannot be read.</param>
    /// <param name="hasDockerFile">Whether /.dockerenv exists.</param>
    /// <param name="hasPodmanFile">Whether /run/.containerenv exists.</param>
    public static HostEnvironment Recognize(string kernel, string mounts, bool hasDockerFile, bool hasPodmanFile)
    {
        string? container = Container(mounts, hasDockerFile, hasPodmanFile);
        string inContainer = container is null ? "" : $", in a {container} container";
        bool Says(string word) => kernel.Contains(word, StringComparison.OrdinalIgnoreCase);

        // Version strings of these kernels: "5.15.153.1-microsoft-standard-WSL2", "4.4.0-19041-Microsoft", "6.6.31-linuxkit".
        if (Says("linuxkit"))
        {
            return new HostEnvironment($"Docker Desktop{inContainer}",
                "The kernel belongs to Docker Desktop's virtual machine: probes see the processes of its containers, not those of macOS or Windows. "
                + "Run the container with --privileged --pid=host; update Docker Desktop to get a newer kernel.");
        }

        if (Says("microsoft"))
        {
            return Says("WSL2") || Says("microsoft-standard")
                ? new HostEnvironment($"WSL 2{inContainer}",
                    "The kernel is Microsoft's: probes see the processes of this Linux and of other WSL distributions, not those of Windows. "
                        + "run `wsl --update` in Windows to get a newer kernel.")
                : new HostEnvironment("WSL 1", "It has no Linux kernel and therefore no BPF. In Windows: wsl --set-version DISTRIBUTION 2.");
        }

        // gVisor reports this kernel version whatever runs below it.
        if (kernel.StartsWith("Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016", StringComparison.Ordinal))
        {
            return new HostEnvironment("gVisor", "It handles system calls itself and does not support BPF. Run the container with runc, "
                + "or trace from the host.");
        }

        return container is null
            ? new HostEnvironment("Linux")
            : new HostEnvironment($"Linux{inContainer}",
                "Its processes have different ids on the host, and paths refer to the container's files. To trace the host: --privileged --pid=host.");
    }

    private static string? Container(string mounts, bool hasDockerFile, bool hasPodmanFile)
        => mounts.Contains("/kubelet/", StringComparison.Ordinal) || mounts.Contains("/kubernetes.io~", StringComparison.Ordinal) ? "Kubernetes"
            : hasPodmanFile || mounts.Contains("/containers/storage/overlay", StringComparison.Ordinal) ? "Podman"
            : hasDockerFile || mounts.Contains("/docker/containers/", StringComparison.Ordinal) ? "Docker"
            : mounts.Contains(" lxcfs ", StringComparison.Ordinal) ? "LXC"
            : null;
}
