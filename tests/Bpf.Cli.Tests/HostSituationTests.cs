using Bpf.Runtime;

namespace Bpf.Cli.Tests;

/// <summary>The doctor's findings on other machines.</summary>
public class HostSituationTests
{
    private const string Docker = "512 480 0:52 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A\n530 512 254:1 /docker/volumes/x/_data/docker/containers/0a/hostname /etc/hostname rw - ext4 /dev/vda1 rw";
    private const string Podman = "700 650 0:60 / / rw,relatime - overlay overlay rw,lowerdir=/home/u/.local/share/containers/storage/overlay/l/B";
    private const string Pod = "812 790 259:1 /var/lib/kubelet/pods/9f/volumes/kubernetes.io~projected/token /var/run/secrets rw - ext4 /dev/nvme0n1p1 rw";

    private static readonly string[] s_tracing = ["CAP_BPF", "CAP_PERFMON"];

    [Theory]
    [InlineData("Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1) (gcc (GCC) 11.2.0, GNU ld (GNU Binutils) 2.37) #1 SMP Fri Mar 29 23:14:13 UTC 2024", "", "WSL 2", "not those of Windows")]
    [InlineData("Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1) (gcc (GCC) 11.2.0, GNU ld (GNU Binutils) 2.37) #1 SMP Fri Mar 29 23:14:13 UTC 2024", Docker, "WSL 2, in a Docker container", "wsl --update")]
    [InlineData("Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com) (gcc version 5.4.0 (GCC) ) #1237-Microsoft Sat Sep 11 14:32:00 PST 2021", "", "WSL 1", "no BPF")]
    [InlineData("Linux version 6.6.31-linuxkit (root@buildkitsandbox) (gcc (Alpine 13.2.1_git20240309) 13.2.1 20240309, GNU ld (GNU Binutils) 2.42) #1 SMP Thu May 23 08:36:57 UTC 2024", Docker, "Docker Desktop, in a Docker container", "not those of macOS")]
    [InlineData("Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016", "", "gVisor", "runc")]
    [InlineData("Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)", "", "Linux", null)]
    [InlineData("Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)", Podman, "Linux, in a Podman container", "--pid=host")]
    [InlineData("Linux version 5.10.210-201.852.amzn2.x86_64 (mockbuild@ip-10-0-58-150)", Pod, "Linux, in a Kubernetes container", "--pid=host")]
    public void EnvironmentIsRecognized(string kernel, string mounts, string name, string? meaning)
    {
        HostEnvironment environment = HostEnvironment.Recognize(kernel, mounts, hasDockerFile: mounts == Docker, hasPodmanFile: false);
        Assert.Equal(name, environment.Name);
        if (meaning is null)
        {
            Assert.Null(environment.Meaning);
        }
        else
        {
            Assert.Contains(meaning, environment.Meaning);
        }
    }

    [Fact]
    public void EachRefusalHasItsCauseAndRemedy()
    {
        HostSituation root = new()
        {
            Kernel = new Version(6, 8), MissingCapabilities = [], IsInitialUserNamespace = true, HasToken = false, HasSystemCallFilter = false, IsConfidential = false,
            LockedMemory = "64 KiB", PerfEventParanoid = "3",
        };
        AssertSays(root, Errno.EPERM, false, "all required capabilities", "SELinux");
        AssertSays(root with { HasSystemCallFilter = true }, Errno.EPERM, false, "seccomp", "--security-opt");
        AssertSays(root with { IsConfidential = true }, Errno.EPERM, false, "locked down", "lockdown=integrity");
        AssertSays(root with { Kernel = new Version(5, 10) }, Errno.EPERM, false, "64 KiB", "ulimit -l");
        AssertSays(root with { Kernel = new Version(5, 10), LockedMemory = "unlimited" }, Errno.EPERM, false, "all required capabilities", "SELinux");
        AssertSays(root with { IsInitialUserNamespace = false }, Errno.EPERM, false, "no BPF token", "delegate_*");
        AssertSays(root with { IsInitialUserNamespace = false, HasToken = true }, Errno.EPERM, false, "does not delegate", "bpf inspect");
        AssertSays(root with { IsInitialUserNamespace = false, HasToken = true }, Errno.EACCES, true, "does not cover perf_event_open", "Run outside");
        AssertSays(root with { MissingCapabilities = ["CAP_PERFMON"] }, Errno.EACCES, true, "CAP_PERFMON is missing (kernel.perf_event_paranoid is 3)", "--cap-add PERFMON");
        AssertSays(root with { MissingCapabilities = ["CAP_BPF", "CAP_PERFMON"], HasSystemCallFilter = true }, Errno.EPERM, false, "CAP_BPF and CAP_PERFMON are missing", "setcap cap_bpf,cap_perfmon+ep");
        AssertSays(root, Errno.ENOSYS, false, "no such system call", "CONFIG_BPF_SYSCALL");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(140)]
    public void NoLineIsWiderThanTheTerminalAndNothingIsLost(int width)
    {
        Check[] checks =
        [
            new(CheckKind.Capability, "uprobes", CheckState.Failure, "loading a uprobe program fails with EPERM", "CAP_BPF and CAP_PERFMON are missing", "Run as root, or give the program its capabilities."),
            new(CheckKind.Capability, "kprobes", CheckState.Failure, "loading a kprobe program fails with EPERM", "CAP_BPF and CAP_PERFMON are missing", "Run as root, or give the program its capabilities."),
            Check.Of("user namespace", CheckState.Warning, "its own, without a BPF token"),
        ];
        DoctorText text = new(width);
        string[] lines = [.. checks.SelectMany(text.Lines)];
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        string words = string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("loading a uprobe program fails with EPERM: CAP_BPF and CAP_PERFMON are missing Run as root, or give the program its capabilities. kprobes", words);
        Assert.Contains("loading a kprobe program fails with EPERM: the same cause", words);
        Assert.Contains("its own, without a BPF token", words);
    }

    private static void AssertSays(HostSituation situation, Errno error, bool isPerfEvent, string cause, string advice)
    {
        (string actual, string? remedy) = situation.Explain(error, s_tracing, isPerfEvent);
        Assert.Contains(cause, actual);
        Assert.Contains(advice, remedy);
    }
}
