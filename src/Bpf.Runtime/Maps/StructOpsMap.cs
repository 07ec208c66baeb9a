using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Bpf.Objects.NativeNames;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Maps;

namespace Bpf.Runtime;

/// <summary>
/// A table of functions that the kernel calls (struct_ops), such as a scheduler or a TCP congestion control. Its numbers and texts can be changed between Open
/// and Load; <see cref="Attach"/> registers it with the kernel.
/// </summary>
public class StructOpsMap : IMapHandle<StructOpsMap>
{
    private static readonly string[] s_names = ["name", "id"];

    private readonly StructOpsDefinition _definition;

    /// <summary>Creates a handle for a map.</summary>
    /// <param name="map">A map that the object defines in <c>.struct_ops</c> or <c>.struct_ops.link</c>.</param>
    /// <exception cref="BpfException">The map is not defined like this.</exception>
    public StructOpsMap(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Map = map;
        _definition = map.Definition?.StructOps
            ?? throw new BpfException("access map", map.Name, null, $"It is of type {map.Type}, not a struct_ops map that the object defines.");
    }

    /// <inheritdoc/>
    public BpfMap Map { get; }

    /// <summary>The kernel's name of the struct, such as <c>sched_ext_ops</c>.</summary>
    public string Type => Encoding.UTF8.GetString(BtfNames.Essential(Structure.Name));

    /// <summary>
    /// The name under which the kernel lists the table: the member <c>name</c>, or <c>id</c> for a queueing discipline; <see langword="null"/> for a struct
    /// without a name.
    /// </summary>
    /// <exception cref="BpfStateException">It is set after Load.</exception>
    /// <exception cref="BpfException">The struct does not have a name, the text is too long, or it contains a zero character.</exception>
    public string? RegisteredName
    {
        get => NameMember is { } member ? GetText(member) : null;
        set => SetText(NameMember ?? throw Failure("set name of", "The struct does not have a name."), value ?? "");
    }

    /// <summary>Whether Load creates the table and loads its programs.</summary>
    /// <exception cref="BpfStateException">It is set after Load.</exception>
    public bool AutoLoad
    {
        get => Map.AutoCreate;
        set => Map.AutoCreate = value;
    }

    /// <summary>Whether <see cref="BpfObject.Attach"/> registers the table; true by default.</summary>
    public bool AutoAttach
    {
        get => Map.AutoAttach;
        set => Map.AutoAttach = value;
    }

    /// <summary>
    /// True from <see cref="Attach"/> to <see cref="Detach"/>, or until the kernel ejects the table (kernel 6.9). The kernel may stop calling a scheduler
    /// before that.
    /// </summary>
    public bool IsAttached => Map.Link is { IsAttached: true };

    private BtfType Structure => _definition.Types[_definition.TypeId];

    private string? NameMember => Array.Find(s_names, name => FindMember(name) is { } member && IsText(member));

    /// <summary>Registers the table with the kernel (kernel 5.6; as a link, which ends with this process, 6.4).</summary>
    /// <returns>The registration, which is closed with the object.</returns>
    /// <exception cref="BpfStateException">The object is not loaded, or the table is attached.</exception>
    /// <exception cref="BpfException">The kernel refused, for example because a required member is missing or the name is taken.</exception>
    public Link Attach() => IsAttached ? throw new BpfStateException("register struct_ops map", Map.Name, "It is attached; detach it first.") : Map.Attach();

    /// <summary>Unregisters the table; does nothing if it is not attached. It can be attached again.</summary>
    public void Detach() => Map.DetachStructOps();

    /// <summary>Returns the initial value of a number.</summary>
    /// <typeparam name="T">An integer type that can hold it.</typeparam>
    /// <param name="member">The kernel's name of the member.</param>
    /// <exception cref="BpfException">The object does not set such a member, or it is not a number.</exception>
    public T GetNumber<T>(string member)
        where T : struct, IBinaryInteger<T>
    {
        BtfMember found = RequireNumber(member, "read", out bool isSigned);
        return T.ReadLittleEndian(Bytes(found).ToArray(), isUnsigned: !isSigned);
    }

    /// <summary>Sets a number between Open and Load.</summary>
    /// <typeparam name="T">An integer type.</typeparam>
    /// <param name="member">The kernel's name of the member.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="BpfStateException">The table is already in the kernel.</exception>
    /// <exception cref="BpfException">The object does not set such a member, it is not a number, or the value does not fit.</exception>
    public void SetNumber<T>(string member, T value)
        where T : struct, IBinaryInteger<T>
    {
        RequireOpen(member);
        BtfMember found = RequireNumber(member, "set", out bool isSigned);
        Span<byte> bytes = Bytes(found);
        Int128 wide = Int128.CreateChecked(value);
        int bits = bytes.Length * 8;
        Int128 lowest = isSigned ? -(Int128.One << (bits - 1)) : 0;
        Int128 highest = (Int128.One << (isSigned ? bits - 1 : bits)) - 1;
        if (wide < lowest || wide > highest)
        {
            throw Failure($"set member '{member}' of", $"{value} is outside of {lowest} to {highest}.");
        }

        Span<byte> all = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(all, wide);
        all[..bytes.Length].CopyTo(bytes);
    }

    /// <summary>Returns the initial value of a text.</summary>
    /// <param name="member">The kernel's name of the member.</param>
    /// <exception cref="BpfException">The object does not set such a member, or it is not a text.</exception>
    public string GetText(string member)
    {
        ReadOnlySpan<byte> bytes = Bytes(RequireText(member, "read"));
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Sets a text between Open and Load.</summary>
    /// <param name="member">The kernel's name of the member.</param>
    /// <param name="value">The text, which must leave room for a zero byte.</param>
    /// <exception cref="BpfStateException">The table is already in the kernel.</exception>
    /// <exception cref="BpfException">The object does not set such a member, it is not a text, the text is too long, or it contains a zero
    /// character.</exception>
    public void SetText(string member, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireOpen(member);
        Span<byte> bytes = Bytes(RequireText(member, "set"));
        NativeText.Require(value, $"set member '{member}' of", Map.Name);
        byte[] text = Encoding.UTF8.GetBytes(value);
        if (text.Length >= bytes.Length)
        {
            throw Failure($"set member '{member}' of", $"'{value}' is longer than {bytes.Length - 1} bytes.");
        }

        bytes.Clear();
        text.CopyTo(bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Map.Name}";

    static StructOpsMap IMapHandle<StructOpsMap>.Of(BpfMap map) => new(map);

    private Span<byte> Bytes(BtfMember member)
        => Map.StructOpsData.AsSpan((int)(member.BitOffset / 8), (int)_definition.Types.SizeOf(member.TypeId));

    private BtfMember RequireNumber(string member, string operation, out bool isSigned)
    {
        BtfMember found = Require(member, operation);
        BtfType type = _definition.Types.SkipModifiersAndTypedefs(found.TypeId);
        isSigned = type.Kind == BtfKind.Int ? type.IntIsSigned : type.Flag;
        return type.Kind is BtfKind.Int or BtfKind.Enum or BtfKind.Enum64 ? found
            : throw Failure($"{operation} member '{member}' of", "It is not a number.");
    }

    private BtfMember RequireText(string member, string operation)
        => Require(member, operation) is var found && IsText(found) ? found : throw Failure($"{operation} member '{member}' of", "It is not a text.");

    private BtfMember Require(string member, string operation)
        => FindMember(member) ?? throw Failure($"{operation} member '{member}' of", "The object does not set it; declare it in the [StructOps] class.");

    private BtfMember? FindMember(string name)
    {
        BtfType structure = Structure;
        for (int i = 0; i < structure.Count; i++)
        {
            if (_definition.Types.Text(structure.Member(i).NameOffset) == name)
            {
                return structure.Member(i);
            }
        }

        return null;
    }

    private bool IsText(BtfMember member)
    {
        BtfType type = _definition.Types.SkipModifiersAndTypedefs(member.TypeId);
        return type.Kind == BtfKind.Array && _definition.Types.SizeOf(type.ArrayElementId) == 1;
    }

    private void RequireOpen(string member)
    {
        if (Map.IsCreated)
        {
            throw new BpfStateException($"set member '{member}' of", Map.Name, "The table is already in the kernel; set it between Open and Load.");
        }
    }

    private BpfException Failure(string operation, string reason) => new($"{operation} struct_ops map", Map.Name, null, reason);
}
