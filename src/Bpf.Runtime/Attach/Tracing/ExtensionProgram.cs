using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that replaces a function of another BPF program while it is attached (section <c>freplace</c>, kernel 5.6). The verifier checks it for the
/// program in <see cref="Target"/>; it can then replace the function of that program, and, since kernel 5.10, that of others of the same kind that have the
/// same function.
/// </summary>
public sealed unsafe class ExtensionProgram : BpfProgram
{
    private const Errno NotSupported = (Errno)524; // ENOTSUPP, include/linux/errno.h

    internal ExtensionProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>
    /// The loaded program whose function is replaced, to be set before load; <see langword="null"/> when it is not set, or only by its handle
    /// (<see cref="BpfProgram.TargetProgram"/>). Its object must stay loaded until this program is.
    /// </summary>
    /// <exception cref="BpfStateException">The target is not loaded, or this program already is.</exception>
    public BpfProgram? Target
    {
        get;
        set
        {
            TargetProgram = value?.Handle;
            field = value;
        }
    }

    /// <summary>
    /// Name of the function to replace: <see cref="BpfProgram.KernelTargetName"/>, or, if it is <see langword="null"/>, that of <see cref="Target"/>, which
    /// replaces the whole program.
    /// </summary>
    public string? Function => KernelTargetName ?? Target?.Name;

    /// <summary>Replaces a function of another program of the same kind (kernel 5.10).</summary>
    /// <param name="target">The program, which is loaded.</param>
    /// <param name="function">The function, which has the signature of this program; <see langword="null"/> for <see cref="Function"/>.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. Closing it puts the original function back.</returns>
    /// <exception cref="BpfStateException">One of the programs is not loaded.</exception>
    /// <exception cref="BpfException">
    /// The program has no such function, the function has another signature, or another program replaces it already (EBUSY).
    /// </exception>
    public Link Attach(BpfProgram target, string? function = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Adopt(AttachTo(target.Handle, function ?? KernelTargetName ?? target.Name, target));
    }

    internal override IReadOnlyList<string?> KernelTargets => [Function];

    internal override void Prepare()
    {
        const string Operation = "load program";
        if (TargetProgram is not { } target)
        {
            throw new BpfStateException(Operation, Name,
                $"It replaces {(Function is null ? "a function" : $"the function '{Function}'")} of another program: set Target to that program, loaded, "
                    + "between Open and Load, or AutoLoad to false.");
        }

        if (target.IsClosed)
        {
            throw new BpfStateException(Operation, Name, "The program in Target has been unloaded; load its object again, and set Target anew.");
        }

        if (Function is not { } function)
        {
            throw new BpfStateException(Operation, Name, "Its section names no function: set KernelTargetName to the one that it replaces.");
        }

        if (Compare(ProgramBtf.FindFunction(target, function)) is { } difference)
        {
            throw new BpfException(Operation, new(Name, function, "for"), Errno.EINVAL, difference);
        }
    }

    internal override string? ExplainRefusal()
        => TargetProgram is { IsClosed: false } target && Function is { } function && Own is { } own
            ? Signatures(own, ProgramBtf.FindFunction(target, function)) : null;

    private protected override Link? AttachToSectionTarget()
        => Function is not { } function ? null
            : TargetProgram is { IsClosed: false } target ? AttachTo(target, function, Target)
            : RawTracepointOpener.Open("attach freplace", Name, Handle, null, 0, "freplace", function);

    private BtfType? Own => ContextType.FunctionOf(Owner.File, Definition.Code);

    private string? Compare(BtfType target)
        => Own is { } own && FunctionMatch.Difference(own, target) is { } difference ? $"{difference} {Signatures(own, target)}" : null;

    private static string Signatures(BtfType own, BtfType target)
        => $"The function is '{BtfText.Declaration(target)}', the program '{BtfText.Declaration(own)}'.";

    private KernelLink AttachTo(BpfHandle target, string function, BpfProgram? program)
    {
        const string Hook = "freplace";
        BpfHandle handle = Handle;
        string place = $"{function} of {program?.Name ?? NameOf(target)}";
        ErrorSubject subject = new(Name, place);
        BtfType found = ProgramBtf.FindFunction(target, function);
        if (Compare(found) is { } difference)
        {
            throw new BpfException($"attach {Hook}", subject, Errno.EINVAL, difference);
        }

        LinkCreateAttribute attribute = new() { ProgramFd = (uint)handle.Descriptor, TargetFd = (uint)target.Descriptor, TracingTargetBtfId = found.Id };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        if (error == Errno.EINVAL && program is { ExpectedAttachType: not default(AttachType) })
        {
            // Before 5.13, the attach type must be that of the target.
            attribute.AttachType = (uint)program.ExpectedAttachType;
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out link);
        }

        if (error == Errno.EINVAL && target == TargetProgram && function == Function)
        {
            // The older command takes the target from the program, once (5.6).
            return RawTracepointOpener.Open($"attach {Hook}", Name, handle, null, 0, Hook, place);
        }

        return error == Errno.None ? new KernelLink(link, Hook, place) : throw BpfException.FromKernel($"attach {Hook}", subject, error, error switch
        {
            Errno.EBUSY => "The function is already replaced, by this program or another one, or a program traces it; 'bpftool link' lists them.",
            Errno.EINVAL => "The program was loaded for a target of another type, or of another attach type, or the kernel is older than 5.10. "
                + $"{(Own is { } own ? Signatures(own, found) : "")}",
            NotSupported => "The kernel cannot replace functions on this architecture (ENOTSUPP).",
            _ => null,
        });
    }

    private static string NameOf(BpfHandle program)
    {
        ProgramInfo info = default;
        info.Read(program, "target");
        ReadOnlySpan<byte> name = new(info.Name, 16);
        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }
}
