using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>A program that the kernel runs for each of its objects of a kind when somebody reads (section <c>iter/…</c>, kernel 5.8).</summary>
public sealed unsafe class IteratorProgram : BpfProgram
{
    internal IteratorProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>Reads once through all objects. The program must be attached.</summary>
    /// <returns>What the program wrote with <c>bpf_seq_write</c> and <c>bpf_seq_printf</c>; the program runs while the stream is read.</returns>
    /// <exception cref="BpfStateException">The program is not attached.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public Stream OpenReader()
    {
        if (Link is not KernelLink link)
        {
            throw new BpfStateException("read iterator", Name, "It is not attached; call Attach first.");
        }

        IteratorCreateAttribute attribute = new() { LinkFd = (uint)link.Handle.Descriptor };
        Errno error = BpfCall.Open(BpfCommand.IteratorCreate, ref attribute, sizeof(IteratorCreateAttribute), out BpfHandle iteration);
        return error == Errno.None
            ? new IteratorStream(iteration, Name)
            : throw BpfException.FromKernel("read iterator", Name, error);
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new() { Target = "what to iterate over, such as task", NeedsTarget = KernelTargetName is null };

    private protected override void Apply(AttachRequest request) => KernelTargetName = request.Target ?? KernelTargetName;

    private protected override Link? AttachToSectionTarget()
    {
        if (KernelTargetName is not { } target)
        {
            return null;
        }

        LinkCreateAttribute attribute = new() { ProgramFd = (uint)Handle.Descriptor, AttachType = (uint)AttachType.TraceIterator };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, "iter", target)
            : throw BpfException.FromKernel("attach iterator", $"{Name} to {target}", error);
    }
}
