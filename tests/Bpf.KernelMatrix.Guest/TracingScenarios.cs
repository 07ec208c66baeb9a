using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of kernel programs. If a kernel refuses one, the report is the refusal.</summary>
internal static class TracingScenarios
{
    private const int Count = 40;
    private const int ReadBytes = 12345;

    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All =>
    [
        new("fentry", () => InGuest(Fentry)),
        new("fentry_cookie", () => InGuest(FentryCookie)),
        new("fexit", () => InGuest(Fexit)),
        new("fmod_ret", () => InGuest(FmodRet)),
        new("lsm", () => InGuest(Lsm)),
        new("lsm_cgroup", () => InGuest(LsmCgroup)),
        new("typed_tracepoint", () => Reported(TypedTracepoint)),
        new("iterator", () => Reported(() => Iterator(null))),
        new("iterator_of_process", () => Reported(() => Iterator(IteratorScope.OfProcess(Environment.ProcessId)))),
        new("iterator_of_thread", () => Reported(() => Iterator(IteratorScope.OfThread(Environment.ProcessId)))),
        .. PerfEventScenarios.All,
    ];

    private static string Fentry()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnRead);
        Link link = skeleton.Programs.OnRead.Attach();
        Read();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls");
        Scenario.Equal(0U, skeleton.Bss.s_flags & 3, "access mode of the file");
        link.Detach();
        Read();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls after Detach");
        return $"{link}";
    }

    private static string FentryCookie()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnReadCookie);
        Link link = skeleton.Programs.OnReadCookie.Attach(cookie: 77);
        Read();
        Scenario.Equal(77UL, skeleton.Bss.s_cookie, "cookie");
        Scenario.Equal(4UL, skeleton.Bss.s_arguments, "arguments");
        return $"{link}";
    }

    private static string Fexit()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.AfterRead);
        Link link = skeleton.Programs.AfterRead.Attach();
        Read();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls");
        Scenario.Equal((ulong)Count * ReadBytes, skeleton.Bss.s_value, "bytes read");
        return $"{link}";
    }

    private static string FmodRet()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.InsteadOfUnlink);
        return Unlinks(skeleton, skeleton.Programs.InsteadOfUnlink.Attach());
    }

    private static string Lsm()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnUnlink);
        return Unlinks(skeleton, skeleton.Programs.OnUnlink.Attach());
    }

    private static string Unlinks(GuestTracingSkeleton skeleton, Link link)
    {
        Scenario.Equal(true, Unlink(), "deletion that is allowed");
        skeleton.Bss.s_refusal = -1;
        Scenario.Equal(false, Unlink(), "deletion that is refused");
        Scenario.Equal(2UL, skeleton.Bss.s_calls, "calls");
        link.Detach();
        Scenario.Equal(true, Unlink(), "deletion after Detach");
        return $"{link}";
    }

    private static string LsmCgroup()
    {
        using GuestCgroup cgroup = new();
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnBind);
        Link link = skeleton.Programs.OnBind.Attach(cgroup.Path);
        Scenario.Equal(SocketError.Success, Bind(), "bind");
        skeleton.Bss.s_refusal = 1;
        Scenario.Equal(SocketError.AccessDenied, Bind(), "bind that is refused");
        Scenario.Equal((2UL, 2UL), (skeleton.Bss.s_calls, skeleton.Bss.s_value), "calls and type of the socket");
        return $"{link}".Replace(cgroup.Path, "CGROUP", StringComparison.Ordinal);
    }

    private static string TypedTracepoint()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnRename);
        Link link = skeleton.Programs.OnRename.Attach();
        for (int i = 0; i < Count; i++)
        {
            File.WriteAllText("/proc/thread-self/comm", "renamed");
        }

        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "renames");
        return $"{link}";
    }

    private static string Iterator(IteratorScope? scope)
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.ListTasks);
        Link link = scope is { } some ? skeleton.Programs.ListTasks.Attach(some) : skeleton.Programs.ListTasks.Attach()!;
        string[] lines = [.. skeleton.Programs.ListTasks.ReadLines()];
        Scenario.Equal(true, lines.Length > 0 && lines.All(line => line.StartsWith($"{Environment.ProcessId} at ", StringComparison.Ordinal)), "lines");
        return $"{link} {(scope is null ? "" : lines[0][^1..])}".TrimEnd();
    }

    internal static GuestTracingSkeleton Load(Func<GuestTracingSkeleton, BpfProgram> program)
    {
        GuestTracingSkeleton skeleton = GuestTracingSkeleton.Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        program(skeleton).AutoLoad = true;
        skeleton.Load();
        return skeleton;
    }

    private static void Read()
    {
        byte[] buffer = new byte[ReadBytes];
        using FileStream zeros = new("/dev/zero", FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        for (int i = 0; i < Count; i++)
        {
            Scenario.Equal(ReadBytes, zeros.Read(buffer), "bytes read");
        }
    }

    private static bool Unlink()
    {
        string path = Path.Combine(Path.GetTempPath(), "guarded");
        File.WriteAllText(path, "");
        try
        {
            File.Delete(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static SocketError Bind()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    // Trampolines and security programs do not load on every host.
    private static string InGuest(Func<string> run) => Machine.IsGuest ? Reported(run) : "not on a host";

    internal static string Reported(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (BpfException exception)
        {
            return $"refused: {exception.Message.ReplaceLineEndings(" | ")}";
        }
    }
}
