using System.Runtime.CompilerServices;
using Bpf.Vmlinux;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Paths and attributes of files that a process opens, and the path of its executable.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestFiles
{
    /// <summary>Most bytes of a path, with the zero at its end.</summary>
    public const int PathLength = 256;

    /// <summary>A path or another text of the kernel.</summary>
    [InlineArray(PathLength)]
    public struct Text
    {
        private byte _first;
    }

    static readonly int Own;
    static Text s_executable;
    static Text s_path;
    static long s_executableLength;
    static long s_pathLength;
    static long s_attributeLength;
    static ulong s_attribute;
    static int s_calls;

    [Lsm("file_open", Sleepable = true)]
    public static int OnOpen(LsmContext context, @file* opened)
    {
        if (BpfHelpers.CurrentProcessId != Own)
        {
            return 0;
        }

        s_calls++;
        @file* executable = KernelFunctions.bpf_get_task_exe_file((task_struct*)BpfHelpers.GetCurrentTaskBtf());
        if (executable != null)
        {
            s_executableLength = KernelFunctions.bpf_path_d_path(&executable->f_path, (byte*)Unsafe.AsPointer(ref s_executable), PathLength);
            KernelFunctions.bpf_put_file(executable);
        }

        s_pathLength = KernelFunctions.bpf_path_d_path(&opened->f_path, (byte*)Unsafe.AsPointer(ref s_path), PathLength);
        return 0;
    }

    [Lsm("file_open", Sleepable = true)]
    public static int OnOpenWithAttribute(LsmContext context, @file* opened)
    {
        if (BpfHelpers.CurrentProcessId != Own || !Attributes.TryGetRef(0, out BpfRef<ulong> attribute)
            || BpfDynptr.FromValue(attribute, sizeof(ulong), out BpfDynptr memory) != 0)
        {
            return 0;
        }

        fixed (byte* name = "user.kind"u8)
        {
            s_attributeLength = KernelFunctions.bpf_get_file_xattr(opened, name, (bpf_dynptr*)&memory);
        }

        s_attribute = attribute.Value;
        return 0;
    }

    [BpfMap(MaxEntries = 1)]
    static readonly BpfArray<ulong> Attributes = new();
}
