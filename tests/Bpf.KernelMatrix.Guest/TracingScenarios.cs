using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of kernel programs. If a kernel refuses one, the report is the refusal.</summary>
internal static partial class TracingScenarios
{
    private const int Count = 40;
    private const int ReadBytes = 12345;

    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All =>
    [
        new("fentry", () => InGuest(Fentry)),
        new("fentry_cookie", () => InGuest(FentryCookie)),
        new("fexit", () => InGuest(Fexit)),
        new("fsession", () => InGuest(Fsession)),
        new("kprobe_session", () => InGuest(KprobeSession)),
        new("system_call", () => InGuest(SystemCall)),
        new("system_call_single", () => InGuest(SystemCallSingle)),
        new("system_call_enter", () => Reported(SystemCallEnter)),
        new("system_call_exits", () => Reported(SystemCallExits)),
        new("all_system_calls", () => Reported(AllSystemCalls)),
        new("raw_tracepoint_arguments", () => Reported(RawTracepointArguments)),
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

    private static string Fsession()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.AroundRead);
        return Sessions(skeleton, skeleton.Programs.AroundRead.Attach());
    }

    private static string KprobeSession()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.InRead);
        return Sessions(skeleton, skeleton.Programs.InRead.Attach());
    }

    private static string Sessions(GuestTracingSkeleton skeleton, Link link)
    {
        Read();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries");
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "returns");
        Scenario.Equal((ulong)Count * ReadBytes, skeleton.Bss.s_value, "bytes read");
        Scenario.Equal(3UL * Count, skeleton.Bss.s_arguments, "sum of the shared words");
        link.Detach();
        Read();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_entries, "entries after Detach");
        return $"{link}";
    }

    private static string SystemCall()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnCopy);
        Link link = skeleton.Programs.OnCopy.Attach();
        Copy();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls");
        Scenario.Equal(901UL + (902 << 16), skeleton.Bss.s_value, "descriptors");
        Scenario.Equal(0x1111UL + (0x2222 << 16), skeleton.Bss.s_address, "addresses of the offsets");
        Scenario.Equal(0x3333UL, skeleton.Bss.s_arguments, "length");
        Scenario.Equal(0x44U, skeleton.Bss.s_flags, "flags");
        return $"{skeleton.Programs.OnCopy.AttachDecision.Name} {link.Target}";
    }

    private static string SystemCallSingle()
    {
        using GuestTracingSkeleton skeleton = GuestTracingSkeleton.Open();
        skeleton.Rodata.Own = Environment.ProcessId;
        skeleton.Programs.AfterCopy.AutoLoad = true;
        skeleton.Programs.AfterCopy.Mode = ProbeMode.Single;
        skeleton.Load();
        Link link = skeleton.Programs.AfterCopy.Attach(new KprobeTarget { Function = "copy_file_range" });
        Copy();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "returns");
        Scenario.Equal(9UL * Count, skeleton.Bss.s_value, "sum of the errors, EBADF");
        return $"{link}";
    }

    private static string SystemCallEnter()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnCopyTraced);
        Link link = skeleton.Programs.OnCopyTraced.Attach()!;
        Copy();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls");
        Scenario.Equal(901UL + (902 << 16), skeleton.Bss.s_value, "descriptors");
        Scenario.Equal(0x1111UL + (0x2222 << 16), skeleton.Bss.s_address, "addresses of the offsets");
        Scenario.Equal(0x3333UL, skeleton.Bss.s_arguments, "length");
        Scenario.Equal(0x44U, skeleton.Bss.s_flags, "flags");
        Scenario.Equal((ulong)NumberOf("copy_file_range"), skeleton.Bss.s_entries, "number");
        link.Detach();
        Copy();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls after Detach");
        return $"{link}";
    }

    private static string SystemCallExits()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.AfterCallsTraced);
        Link link = skeleton.Programs.AfterCallsTraced.Attach()!;
        Copy();
        for (int i = 0; i < 3; i++)
        {
            syscall(NumberOf("getppid"), 0, 0, 0, 0, 0, 0);
        }

        Scenario.Equal(Count + 3UL, skeleton.Bss.s_calls, "calls");
        Scenario.Equal(9UL * Count, skeleton.Bss.s_value, "sum of the errors, EBADF");
        Scenario.Equal((ulong)((Count * NumberOf("copy_file_range")) + (3 * NumberOf("getppid"))), skeleton.Bss.s_entries, "sum of the numbers");
        return $"{link}";
    }

    private static string AllSystemCalls()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnCall);
        Link link = skeleton.Programs.OnCall.Attach()!;
        Copy();
        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "calls");
        Scenario.Equal((ulong)(Count * NumberOf("copy_file_range")), skeleton.Bss.s_entries, "sum of the numbers");
        return $"{link}";
    }

    private static nint NumberOf(string call) => SystemCalls.NumberOf(call)!.Value;

    private static void Copy()
    {
        for (int i = 0; i < Count; i++)
        {
            Scenario.Equal(-1, syscall(NumberOf("copy_file_range"), 901, 0x1111, 902, 0x2222, 0x3333, 0x44), "result of copy_file_range");
        }
    }

    private static string RawTracepointArguments()
    {
        using GuestTracingSkeleton skeleton = Load(each => each.Programs.OnRawRename);
        Link link = skeleton.Programs.OnRawRename.Attach();
        for (int i = 0; i < Count; i++)
        {
            File.WriteAllText("/proc/thread-self/comm", "renamed");
        }

        Scenario.Equal((ulong)Count, skeleton.Bss.s_calls, "renames");
        Scenario.Equal((ulong)Count * 'r', skeleton.Bss.s_value, "sum of the first letters");
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

    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
