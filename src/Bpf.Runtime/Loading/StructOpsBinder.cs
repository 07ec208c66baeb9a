using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime.Loading;

/// <summary>Converts a struct_ops table to the layout of the running kernel, matching members by name, and binds its programs to the members.</summary>
internal static class StructOpsBinder
{
    private const string ValuePrefix = "bpf_struct_ops_";

    private static readonly (string Name, string? Since)[] s_since =
    [
        ("tcp_congestion_ops", "5.6"),
        ("hid_bpf_ops", "6.11 (CONFIG_HID_BPF)"),
        ("sched_ext_ops", "6.12 (CONFIG_SCHED_CLASS_EXT)"),
        ("Qdisc_ops", "6.16 (CONFIG_NET_SCH_BPF)"),
    ];

    /// <summary>Excludes struct_ops programs from loading that no table to be created uses.</summary>
    public static void ChoosePrograms(BpfProgramCollection programs, BpfMapCollection maps)
    {
        foreach (BpfProgram program in programs)
        {
            if (program.Type != ProgramType.StructOps)
            {
                continue;
            }

            bool isUsed = false;
            bool isWanted = false;
            foreach (BpfMap map in maps)
            {
                if (map.Definition?.StructOps is not { } table || Array.IndexOf(table.Programs, program.Name) < 0)
                {
                    continue;
                }

                isUsed = true;
                isWanted |= map.AutoCreate;
            }

            if (isUsed)
            {
                program.AutoLoad = isWanted;
            }
        }
    }

    /// <summary>Checks that the kernel has the structs of all tables to be created.</summary>
    /// <exception cref="BpfException">It does not have one.</exception>
    public static void RequireTypes(ObjectParts parts)
    {
        foreach (BpfMap map in parts.Maps)
        {
            if (map is { AutoCreate: true, IsCreated: false, Definition.StructOps: not null })
            {
                FindValueType(map, parts.File.Btf!, parts.KernelTypes.Vmlinux);
            }
        }
    }

    /// <summary>Returns true for a kernel that registers tables by links (6.4); others register them when the map is written, until it is deleted.</summary>
    public static bool HasLinks(BtfTypeTable vmlinux) => vmlinux.Find("bpf_struct_ops_link"u8, BtfKind.Struct) != 0;

    /// <summary>Returns the name of the struct of functions, in both the object and the kernel.</summary>
    public static byte[] TableName(BpfMap map, BtfTypeTable types) => BtfNames.Essential(types[map.Definition!.StructOps!.TypeId].Name).ToArray();

    /// <summary>Returns the name of the kernel struct that wraps the struct of functions and is the value of the map.</summary>
    public static byte[] ValueName(BpfMap map, BtfTypeTable types) => [.. Encoding.UTF8.GetBytes(ValuePrefix), .. TableName(map, types)];

    /// <exception cref="BpfException">The kernel has no such table, or a member that the object sets does not exist or has another type.</exception>
    public static StructOpsImage Bind(BpfMap map, BtfTypeTable types, BtfTypeTable vmlinux, BpfProgramCollection programs)
    {
        StructOpsDefinition table = map.Definition!.StructOps!;
        BtfType local = types[table.TypeId];
        (BtfTypeTable kernel, ModuleBtf? module, BtfType value) = FindValueType(map, types, vmlinux);
        uint kernelId = kernel.Find(TableName(map, types), BtfKind.Struct);
        BtfType target = kernel[kernelId];
        int start = OffsetOfTable(kernel, value, kernelId) ?? throw Failure(map, $"The kernel's type '{value.NameText}' does not contain '{target.NameText}'.");

        StructOpsImage image = new(value.Id, module, new byte[value.RawSize], []);
        for (int i = 0; i < local.Count; i++)
        {
            BindMember(map, types, local.Member(i), table, i, target, start, image, programs);
        }

        return image;
    }

    private static (BtfTypeTable Types, ModuleBtf? Module, BtfType Value) FindValueType(BpfMap map, BtfTypeTable types, BtfTypeTable vmlinux)
    {
        byte[] wanted = ValueName(map, types);
        uint id = vmlinux.Find(wanted, BtfKind.Struct);
        if (id != 0)
        {
            return (vmlinux, null, vmlinux[id]);
        }

        foreach (ModuleBtf module in KernelBtf.Modules)
        {
            id = module.Types.FindOwn(wanted, BtfKind.Struct);
            if (id != 0)
            {
                return (module.Types, module, module.Types[id]);
            }
        }

        string name = Encoding.UTF8.GetString(TableName(map, types));
        string since = Array.Find(s_since, row => row.Name == name).Since is { } version ? $", which came with Linux {version}" : "";
        throw Failure(map, $"The kernel and its modules have no struct_ops type '{name}'{since}.", Errno.ENOENT);
    }

    private static int? OffsetOfTable(BtfTypeTable kernel, BtfType value, uint tableId)
    {
        for (int i = 0; i < value.Count; i++)
        {
            if (kernel.SkipModifiersAndTypedefs(value.Member(i).TypeId).Id == tableId)
            {
                return (int)(value.Member(i).BitOffset / 8);
            }
        }

        return null;
    }

    private static void BindMember(
        BpfMap map, BtfTypeTable types, BtfMember member, StructOpsDefinition table, int index, BtfType target, int start, StructOpsImage image,
        BpfProgramCollection programs)
    {
        string name = types.Text(member.NameOffset);
        ulong memberSize = types.SizeOf(member.TypeId);
        if ((member.BitOffset / 8) + memberSize > (ulong)map.StructOpsData.Length)
        {
            throw Failure(map, $"Member '{name}' lies outside the {map.StructOpsData.Length} bytes of the table in the object.");
        }

        int size = (int)memberSize;
        ReadOnlySpan<byte> data = map.StructOpsData.AsSpan((int)(member.BitOffset / 8), size);
        int found = IndexOf(target, types.String(member.NameOffset));
        if (found < 0)
        {
            if (table.Programs[index] is not null || data.ContainsAnyExcept((byte)0))
            {
                throw Failure(map, $"The kernel's '{target.NameText}' has no member '{name}', which the object sets.", Errno.EOPNOTSUPP);
            }

            return;
        }

        BtfMember kernelMember = target.Member(found);
        BtfType before = types.SkipModifiersAndTypedefs(member.TypeId);
        BtfType after = target.Table.SkipModifiersAndTypedefs(kernelMember.TypeId);
        int offset = start + (int)(kernelMember.BitOffset / 8);
        if (member.BitFieldSize != 0 || kernelMember.BitFieldSize != 0 || before.Kind != after.Kind || (ulong)size != target.Table.SizeOf(kernelMember.TypeId))
        {
            string declared = BtfText.Describe(types, member.TypeId);
            string actual = BtfText.Describe(target.Table, kernelMember.TypeId);
            throw Failure(map, $"Member '{name}' is {declared} in the object but {actual} in the kernel.");
        }

        if (table.Programs[index] is not { } programName)
        {
            if (before.Kind != BtfKind.Pointer)
            {
                data.CopyTo(image.Data.AsSpan(offset));
            }

            return;
        }

        BpfProgram program = programs[programName];
        if (program.Type != ProgramType.StructOps)
        {
            throw Failure(map, $"Member '{name}' is program '{programName}', whose section '{program.SectionName}' is not 'struct_ops'.");
        }

        program.SetAttachType((AttachType)found); // the kernel expects the member's index there
        program.StructOps = (target.Id, image.Module);
        image.Slots.Add((offset, () => program.Handle));
    }

    private static int IndexOf(BtfType type, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < type.Count; i++)
        {
            if (type.Table.String(type.Member(i).NameOffset).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    private static BpfException Failure(BpfMap map, string reason, Errno errno = Errno.EINVAL) => new("lay out struct_ops map", map.Name, errno, reason);
}
