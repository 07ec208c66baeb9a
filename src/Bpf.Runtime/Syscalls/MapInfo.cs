using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Runtime.Syscalls;

// Reading the structure.
internal unsafe partial struct MapInfo
{
    public readonly string NameText
    {
        get
        {
            fixed (byte* name = Name)
            {
                return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
            }
        }
    }

    /// <exception cref="BpfException">The descriptor is not a map.</exception>
    public static MapInfo Of(BpfHandle handle, string subject)
    {
        MapInfo info = default;
        ObjectInfoAttribute attribute = new()
        {
            Fd = (uint)handle.Descriptor,
            InfoLength = (uint)sizeof(MapInfo),
            Info = (ulong)Unsafe.AsPointer(ref info),
        };
        Errno error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
        return error == Errno.None ? info : throw BpfException.FromKernel("read the properties of map", subject, error);
    }
}
