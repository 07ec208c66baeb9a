using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The programs at one hook of a network device or cgroup, in the order in which they run.</summary>
public sealed unsafe class AttachedPrograms
{
    private const int Margin = 8; // Programs that others attach between the two calls.

    private AttachedPrograms(ulong revision, AttachedProgram[] programs)
    {
        Revision = revision;
        Programs = programs;
    }

    /// <summary>
    /// Number that changes with each change of the list, for <see cref="AttachOrder.AtRevision"/>; 0 when the kernel does not count (tcx: 6.6, netkit: 6.7,
    /// cgroups: 6.17).
    /// </summary>
    public ulong Revision { get; }

    /// <summary>The programs.</summary>
    public IReadOnlyList<AttachedProgram> Programs { get; }

    /// <summary>Formats the number of programs and their ids, in their order: <c>2 programs: 17, 12</c>.</summary>
    public override string ToString()
        => Programs.Count == 0 ? "no programs"
            : $"{Programs.Count} program{(Programs.Count == 1 ? "" : "s")}: {string.Join(", ", Programs.Select(static program => program.ProgramId))}";

    /// <summary>Reads the programs at a hook (<c>BPF_PROG_QUERY</c>).</summary>
    /// <param name="target">Descriptor of the cgroup, or index of the device.</param>
    /// <param name="place">The hook.</param>
    /// <param name="withLinks">Whether the kernel tells the links there.</param>
    /// <param name="programs">The programs, if there is no error.</param>
    internal static Errno Read(uint target, AttachType place, bool withLinks, out AttachedPrograms? programs)
    {
        programs = null;
        ProgramQueryAttribute attribute = new() { TargetFd = target, AttachType = (uint)place };
        Errno error = BpfCall.Run(BpfCommand.ProgramQuery, ref attribute);
        while (error is Errno.None or Errno.ENOSPC)
        {
            uint[] ids = new uint[attribute.Count + Margin];
            uint[] links = new uint[ids.Length];
            fixed (uint* idsPointer = ids)
            fixed (uint* linksPointer = links)
            {
                attribute = new()
                {
                    TargetFd = target,
                    AttachType = (uint)place,
                    ProgramIds = (ulong)idsPointer,
                    LinkIds = withLinks ? (ulong)linksPointer : 0,
                    Count = (uint)ids.Length,
                };
                error = BpfCall.Run(BpfCommand.ProgramQuery, ref attribute);
            }

            if (error == Errno.None)
            {
                uint count = attribute.Count;
                programs = new AttachedPrograms(attribute.Revision, [.. ids.Take((int)count).Zip(links, static (id, link) => new AttachedProgram(id, link))]);
                break;
            }
        }

        return error;
    }
}
