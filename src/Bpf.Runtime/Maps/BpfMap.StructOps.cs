using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// struct_ops tables.
public sealed partial class BpfMap
{
    /// <summary>For struct_ops maps: the table in the kernel's layout, once it is known.</summary>
    internal StructOpsImage? StructOps { get; set; }

    /// <summary>For struct_ops maps that an object defines: the initial contents in the object's layout, which can be changed before Load.</summary>
    internal byte[] StructOpsData => field ??= Definition!.StructOps!.Data.ToArray();

    /// <summary>For struct_ops maps: whether <see cref="BpfObject.Attach"/> registers the table; true by default.</summary>
    public bool AutoAttach { get; set; } = true;

    /// <summary>For struct_ops maps: the registration, or <see langword="null"/>.</summary>
    public Link? Link { get; private set; }

    /// <summary>Registers a struct_ops map with the kernel subsystem for its type (kernel 5.6; as a link: 6.4).</summary>
    /// <returns>The registration, which is closed with the object.</returns>
    /// <exception cref="BpfUnsupportedException">The map is not a struct_ops map.</exception>
    /// <exception cref="BpfStateException">The map has not been created.</exception>
    /// <exception cref="BpfException">The subsystem refused, for example because a function is missing or the name is taken.</exception>
    public Link Attach()
    {
        BpfHandle handle = Handle;
        if (StructOps is not { } image)
        {
            throw new BpfUnsupportedException("attach map", Name, $"It is of type {Type}, but only struct_ops maps can be attached.", Errno.EINVAL);
        }

        foreach ((int offset, Func<BpfHandle> program) in image.Slots)
        {
            MemoryMarshal.Write(image.Data.AsSpan(offset), (long)program().Descriptor);
        }

        int key = 0;
        Errno error = TryUpdate(MapValue.Bytes(in key), image.Data);
        bool isWritten = error == Errno.EBUSY && (Flags & MapFlags.Link) != 0; // by an earlier registration
        if (error != Errno.None && !isWritten)
        {
            throw BpfException.FromKernel("register struct_ops map", Name, error, Advice(error));
        }

        BpfHandle? link = null;
        if ((Flags & MapFlags.Link) != 0)
        {
            LinkCreateAttribute attribute = new() { ProgramFd = (uint)handle.Descriptor, AttachType = (uint)AttachType.StructOps };
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, LinkCreateAttribute.KnownSize, out link);
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("register struct_ops map", Name, error, Advice(error));
            }
        }

        if (Link is { IsAttached: false } ended)
        {
            ended.Dispose();
        }

        return Link = new StructOpsLink(this, link);
    }

    /// <summary>Unregisters a struct_ops map.</summary>
    internal void DetachStructOps()
    {
        Link?.Dispose();
        Link = null;
    }

    private static string Advice(Errno error) => error switch
    {
        Errno.EEXIST => "A table with this name is registered already.",
        Errno.EBUSY => "Another table is active where the kernel allows only one; unregister it first.",
        Errno.EINVAL => "A member that the kernel requires is missing, or a number or name is not valid; the kernel's log (dmesg) may tell which.",
        _ => "The kernel's log (dmesg) may tell why.",
    };
}
