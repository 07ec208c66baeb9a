using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Processes;
using Bpf.Symbols;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Computes the addresses of a file's probes in the memory of a process, for kernels without attach cookies.</summary>
internal static class UsdtAddresses
{
    private const ushort FixedExecutable = 2; // ET_EXEC

    /// <summary>Returns the absolute address of each probe.</summary>
    /// <exception cref="BpfException">The process has not mapped the file, or no process was given for a position-independent file.</exception>
    public static ulong[] Of(ProbedFile probed, ElfFile file, IReadOnlyList<UsdtPoint> points, int processId, string program)
    {
        if (file.Type == FixedExecutable)
        {
            return [.. points.Select(point => point.Address)];
        }

        if (processId < 0)
        {
            throw new BpfUnsupportedException(
                "attach program", program,
                "Without attach cookies (kernel 5.15) the USDT probes of a shared library can be told apart only within one process; specify its id.");
        }

        int id = ProcessIds.Resolve(processId);
        Statx status = FileStatus.Of(probed.Handle);
        MemoryMapping[] mappings =
            [.. ProcessMaps.Read(id).Mappings.Where(mapping => mapping.IsExecutable && mapping.IsFile && mapping.IsOf(status, probed.Handle))];
        return [.. points.Select(point => AddressOf(point))];

        ulong AddressOf(UsdtPoint point)
        {
            foreach (MemoryMapping mapping in mappings)
            {
                if (point.Offset >= mapping.Offset && point.Offset - mapping.Offset < mapping.End - mapping.Start)
                {
                    return mapping.Start + (point.Offset - mapping.Offset);
                }
            }

            throw new BpfException("attach program", program, Errno.ESRCH, $"Process {id} has not mapped {file.Path}.");
        }
    }
}
