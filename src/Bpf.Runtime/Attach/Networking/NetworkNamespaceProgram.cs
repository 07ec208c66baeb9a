using Bpf.Objects.Description;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program for an entire network namespace: it selects the socket for a new connection (section <c>sk_lookup</c>) or dissects packet headers
/// (section <c>flow_dissector</c>).
/// </summary>
public sealed unsafe class NetworkNamespaceProgram : BpfProgram
{
    private const uint NamespaceType = 0xb703; // NS_GET_NSTYPE, linux/nsfs.h (kernel 4.11)
    private const int NetworkNamespace = 0x40000000; // CLONE_NEWNET, linux/sched.h

    internal NetworkNamespaceProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs
        => new() { Target = "the file of a network namespace, such as /proc/self/ns/net", NeedsTarget = Request.Target is null };

    /// <summary>Attaches to a network namespace through a link (<c>flow_dissector</c>: kernel 5.8; <c>sk_lookup</c>: 5.9).</summary>
    /// <param name="networkNamespace">
    /// File of the namespace: <c>/proc/thread-self/ns/net</c> for that of the calling thread, <c>/proc/PID/ns/net</c>, or <c>/run/netns/NAME</c>.
    /// </param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. It does not keep the namespace alive.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support such links.</exception>
    /// <exception cref="BpfException">
    /// The file is not a network namespace, or the namespace accepts no more programs (E2BIG; EEXIST when the initial namespace has a flow
    /// dissector).
    /// </exception>
    public Link Attach(string networkNamespace) => Adopt(AttachTo(networkNamespace));

    private protected override Link? AttachToSectionTarget() => Request.Target is { } file ? AttachTo(file) : null;

    private KernelLink AttachTo(string networkNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(networkNamespace);
        string hook = Definition.Kind!.Name;
        string operation = $"attach {hook} program";
        ErrorSubject subject = new(Name, networkNamespace);
        BpfHandle program = Handle;
        using BpfHandle target = Open(networkNamespace, operation, subject);
        return AttachOnce(operation, subject, [FileIdentity.Of(target).Inode], () => AttachTo(target, program, hook, operation, subject));
    }

    private KernelLink AttachTo(BpfHandle target, BpfHandle program, string hook, string operation, ErrorSubject subject)
    {
        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)program.Descriptor,
            TargetFd = (uint)target.Descriptor,
            AttachType = (uint)ExpectedAttachType,
        };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error switch
        {
            Errno.None => new KernelLink(link, hook, subject.Target!),
            // Nothing else in the attribute can be wrong.
            Errno.EINVAL => throw new BpfUnsupportedException(operation, subject,
                "Links to network namespaces need kernel 5.8 for flow_dissector and 5.9 for sk_lookup.", error),
            Errno.E2BIG => throw BpfException.FromKernel(operation, subject, error,
                "A network namespace can have one flow_dissector program and 64 sk_lookup programs; 'bpftool link' lists them."),
            Errno.EEXIST => throw BpfException.FromKernel(operation, subject, error,
                "There is another flow_dissector program: one attached without a link, or that of the initial network namespace, "
                    + "which applies to all others."),
            _ => throw BpfException.FromKernel(operation, subject, error),
        };
    }

    private static BpfHandle Open(string path, string operation, ErrorSubject subject)
    {
        NativeText.Require(path, operation, subject);
        Errno error = Native.Open(path, Native.OpenReadOnly, out BpfHandle handle);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(operation, subject, error, error is Errno.ENOENT or Errno.ENOTDIR
                ? "There is no such file; network namespaces are at /proc/PID/ns/net, and named ones in /run/netns."
                : null);
        }

        if (LibC.Ioctl(handle.Descriptor, NamespaceType, 0) == NetworkNamespace)
        {
            return handle;
        }

        handle.Dispose();
        throw new BpfException(operation, subject, null, "The file is not a network namespace; those are at /proc/PID/ns/net, and named ones in /run/netns.");
    }
}
