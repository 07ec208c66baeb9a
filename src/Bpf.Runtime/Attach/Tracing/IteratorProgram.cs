using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Objects.NativeNames;
using Bpf.Objects;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>A program that the kernel runs for each object of one kind when the iterator is read (section <c>iter/…</c>, kernel 5.8).</summary>
public sealed unsafe class IteratorProgram : BpfProgram
{
    internal IteratorProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>Attaches the program to a subset of the kernel's objects.</summary>
    /// <param name="scope">The objects to visit.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, has no target, or the target does not support this scope.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support this scope.</exception>
    /// <exception cref="BpfException">The cgroup does not exist, or the iterator does not support maps of this type (EINVAL).</exception>
    public Link Attach(IteratorScope scope)
        => Adopt(AttachTo(
            KernelTargetName
                ?? throw new BpfStateException("attach iterator", Name, "The kind of object to iterate over is not set; set KernelTargetName before loading."),
            scope));

    /// <summary>Runs the iterator and reads the records that the program writes. The program must be attached.</summary>
    /// <typeparam name="T">Type of the records, laid out as the program writes them.</typeparam>
    /// <returns>The records. The program runs as they are enumerated; each enumeration starts a new iteration.</returns>
    /// <exception cref="BpfStateException">The program is not attached.</exception>
    /// <exception cref="BpfObjectFormatException">The output ends in the middle of a record.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public IEnumerable<T> ReadRecords<T>()
        where T : unmanaged
    {
        using Stream stream = OpenReader();
        byte[] buffer = new byte[Unsafe.SizeOf<T>()];
        while (true)
        {
            int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (count == 0)
            {
                yield break;
            }

            if (count < buffer.Length)
            {
                throw new BpfObjectFormatException(Name, $"The output of the iterator ends {count} bytes into a record of {buffer.Length} bytes.");
            }

            yield return MemoryMarshal.Read<T>(buffer);
        }
    }

    /// <summary>Runs the iterator and reads the lines that the program prints. The program must be attached.</summary>
    /// <returns>The lines. The program runs as they are enumerated; each enumeration starts a new iteration.</returns>
    /// <exception cref="BpfStateException">The program is not attached.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public IEnumerable<string> ReadLines()
    {
        using StreamReader reader = new(OpenReader());
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Starts an iteration and opens its output for reading. The program must be attached.</summary>
    /// <returns>What the program writes with <c>bpf_seq_write</c> and <c>bpf_seq_printf</c>. The program runs as the stream is read.</returns>
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
    public override AttachInputs AttachInputs => new() { Target = "a kind of kernel object, such as task", NeedsTarget = KernelTargetName is null };

    private protected override void Apply(AttachRequest request) => KernelTargetName = request.Target ?? KernelTargetName;

    private protected override Link? AttachToSectionTarget() => KernelTargetName is { } target ? AttachTo(target, default) : null;

    private KernelLink AttachTo(string target, IteratorScope scope)
    {
        int descriptor = Handle.Descriptor;
        if (scope.Info is not null)
        {
            RequireSupport(target, scope);
        }

        IteratorLinkInfo info = scope.Info.GetValueOrDefault();
        using BpfHandle? cgroup = scope.CgroupDirectory is { } directory ? OpenCgroup(directory) : null;
        info.CgroupCgroupFd = cgroup is null ? info.CgroupCgroupFd : (uint)cgroup.Descriptor;
        LinkCreateAttribute attribute = new() { ProgramFd = (uint)descriptor, AttachType = (uint)AttachType.TraceIterator };
        if (scope.Info is not null)
        {
            attribute.IteratorInfo = (ulong)&info;
            attribute.IteratorInfoLength = IteratorLinkInfo.KnownSize;
        }

        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, "iter", target)
            : throw BpfException.FromKernel("attach iterator", new(Name, target), error, error switch
            {
                Errno.EINVAL or Errno.EBADF when scope.Info is null => $"An iterator over '{target}' may need a scope, such as IteratorScope.OfMap.",
                Errno.ESRCH => "There is no such process or thread.",
                _ => null,
            });
    }

    // The kernel silently ignores a scope that it, or this kind of iterator, does not support, and visits all objects.
    private void RequireSupport(string target, IteratorScope scope)
    {
        if (!scope.Targets.Contains(target))
        {
            throw new BpfStateException("attach iterator", new(Name, target),
                $"Only iterators over {string.Join(", ", scope.Targets)} can be limited to {scope.What}.");
        }

        uint union = Owner.KernelTypes.Find("bpf_iter_link_info"u8.ToArray(), BtfKind.Union);
        if (union == 0 || Owner.KernelTypes[union].RawSize < scope.NeededBytes)
        {
            throw new BpfUnsupportedException("attach iterator", new(Name, target),
                $"Iterators limited to {scope.What} need kernel {(scope.NeededBytes > sizeof(uint) ? "6.1" : "5.9")}.", Errno.EOPNOTSUPP);
        }
    }

    private BpfHandle OpenCgroup(string directory)
    {
        NativeText.Require(directory, "attach iterator", new(Name, directory));
        Errno error = Native.Open(directory, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle cgroup);
        return error == Errno.None
            ? cgroup
            : throw BpfException.FromKernel("attach iterator", new(Name, directory), error,
                error is Errno.ENOENT or Errno.ENOTDIR ? $"The scope must be a cgroup directory; {CgroupMounts.Describe()}" : null);
    }
}
