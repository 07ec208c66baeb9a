using System.Globalization;
using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Go;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Refusals;

/// <summary>Rejects, before attaching, probes that would attach and never fire or that would kill the target.</summary>
internal static class UprobeRefusals
{
    private const uint ReturnCallSince = (6 << 16) | (11 << 8);
    private const uint ReturnCallPassesSeccompSince = (6 << 16) | (14 << 8);

    /// <summary>Rejects files that cannot be probed usefully.</summary>
    /// <exception cref="BpfUnsupportedException">The file is code from the .NET JIT compiler, or a .NET assembly.</exception>
    public static void RequireProbeable(string program, ProbedFile file)
    {
        string path = file.Path;
        ErrorSubject subject = new(program, path);
        if (LinkTarget(file.OpenPath).Contains("/memfd:doublemapper", StringComparison.Ordinal)
            || path.Contains("memfd:doublemapper", StringComparison.Ordinal))
        {
            throw new BpfUnsupportedException("attach program", subject,
                "It is shared memory with code from the .NET JIT compiler: a probe would attach but never fire. "
                    + "Probe the native runtime or a NativeAOT program instead, or use the runtime's own events.");
        }

        if (IsManagedAssembly(file.OpenPath))
        {
            throw new BpfUnsupportedException("attach program", subject,
                "It is a .NET assembly. The JIT compiler replaces its precompiled code once it is hot, so a probe would miss most calls; "
                    + "publish the program with NativeAOT to probe its methods.");
        }
    }

    /// <summary>Rejects return probes that would kill the target.</summary>
    /// <exception cref="BpfUnsupportedException">The target is a Go program, or a process that its seccomp filter would kill.</exception>
    public static void RequireReturnProbe(string program, ElfFile file, int processId)
    {
        ErrorSubject subject = new(program, file.Path);
        if (GoProgram.Is(file))
        {
            throw new BpfUnsupportedException("attach program", subject,
                "It is a Go program: Go moves stacks, so a return probe crashes it. Probe the entry, or the ret instructions by offset. AllowUnsafe attaches anyway.");
        }

        // The system call exists only on x86-64.
        if (processId > 0 && HostArchitecture.Current == Architecture.X64 && KernelVersion.Code is >= ReturnCallSince and < ReturnCallPassesSeccompSince
            && HasSeccomp(processId))
        {
            throw new BpfUnsupportedException("attach program", subject,
                $"Process {processId} has a seccomp filter, and on kernels 6.11 to 6.13 return probes make a system call that such filters do not know, "
                    + "which may kill it. AllowUnsafe attaches anyway.");
        }
    }

    private static bool IsManagedAssembly(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[2];
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("MZ"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the file next reports what is wrong with it.
            return false;
        }
    }

    private static string LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool HasSeccomp(int processId)
    {
        const string Field = "Seccomp:";
        try
        {
            foreach (string line in File.ReadLines($"/proc/{processId}/status"))
            {
                if (line.StartsWith(Field, StringComparison.Ordinal))
                {
                    return int.Parse(line.AsSpan(Field.Length).Trim(), CultureInfo.InvariantCulture) != 0;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }

        return false;
    }
}
