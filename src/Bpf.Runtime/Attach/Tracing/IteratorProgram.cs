using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Objects;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>A program that the kernel runs for each object of some kind when the iterator is read (section <c>iter/…</c>, kernel 5.8).</summary>
public sealed unsafe class IteratorProgram : BpfProgram
{
    internal IteratorProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>Attaches to some of the kernel's objects.</summary>
    /// <param name="scope">Which objects.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, has no kind of objects to iterate over, or that kind has no such scope.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel cannot limit iterators in this way.</exception>
    /// <exception cref="BpfException">There is no such cgroup, or the map is not of a type that the iterator visits (EINVAL).</exception>
    public Link Attach(IteratorScope scope)
        => Adopt(AttachTo(
            KernelTargetName
                ?? throw new BpfStateException("attach iterator", Name, "The kind of objects to iterate over is not set; set KernelTargetName before loading."),
            scope));

    /// <summary>Iterates once and reads the records that the program writes. The program must be attached.</summary>
    /// <typeparam name="T">Type of the records, laid out as the program writes them.</typeparam>
    /// <returns>The records. The program runs while they are enumerated; each enumeration iterates anew.</returns>
    /// <exception cref="BpfStateException">The program is not attached.</exception>
    /// <exception cref="BpfObjectFormatException">The output ends within a record.</exception>
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

    /// <summary>Iterates once and reads the lines that the program prints. The program must be attached.</summary>
    /// <returns>The lines. The program runs while they are enumerated; each enumeration iterates anew.</returns>
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

    /// <summary>Iterates once. The program must be attached.</summary>
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
                Errno.EINVAL or Errno.EBADF when scope.Info is null => $"Iterators of '{target}' may need a scope, such as IteratorScope.OfMap.",
                Errno.ESRCH => "There is no such process or thread.",
                _ => null,
            });
    }

    // The kernel takes a scope that it does not know, or that the kind of iterator does not have, and visits all objects.
    private void RequireSupport(string target, IteratorScope scope)
    {
        if (!scope.Targets.Contains(target))
        {
            throw new BpfStateException("attach iterator", new(Name, target),
                $"Only iterators of {string.Join(", ", scope.Targets)} can be limited to {scope.What}.");
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
        Errno error = Native.Open(directory, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle cgroup);
        return error == Errno.None
            ? cgroup
            : throw BpfException.FromKernel("attach iterator", new(Name, directory), error,
                error is Errno.ENOENT or Errno.ENOTDIR ? $"It must be the directory of a cgroup; {CgroupMounts.Describe()}" : null);
    }
}
