using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Objects.Description;
using Bpf.Runtime.Data;

namespace Bpf.Runtime;

/// <summary>
/// Global variables of an object: initial values before load, afterward the memory that programs use. Where several variables of a section share a
/// name, as static variables of linked objects can, each static one is qualified by its source file, <c>first.c:counter</c>, or if that is ambiguous
/// by its offset, <c>counter@0x4</c>; the plain name denotes the global one. The section can be omitted if only one section has the name.
/// </summary>
public sealed unsafe class BpfGlobals
{
    private readonly BpfObject _owner;
    private readonly IReadOnlyList<DataSection> _sections;
    private Dictionary<string, DataSection[]>? _sectionsByName;

    internal BpfGlobals(BpfObject owner, IReadOnlyList<DataSection> sections)
    {
        _owner = owner;
        _sections = sections;
    }

    /// <summary>Names of the sections that hold variables: <c>.rodata</c>, <c>.data</c>, <c>.bss</c> and their variants.</summary>
    public IEnumerable<string> Sections
    {
        get
        {
            foreach (DataSection section in _sections)
            {
                yield return section.Name;
            }
        }
    }

    /// <summary>Returns names and sizes in bytes of the variables of a section.</summary>
    /// <param name="section">Section name.</param>
    /// <exception cref="BpfException">There is no such section.</exception>
    public IEnumerable<(string Name, ulong Size)> VariablesOf(string section)
    {
        foreach (DataVariable variable in Find(section).Variables)
        {
            yield return (variable.Name, variable.Size);
        }
    }

    /// <summary>
    /// Returns a reference to a variable. It stays valid across load until the object is disposed, and must not be used afterward. Variables in
    /// <c>.rodata</c> can be read through it at any time but written only before load: afterward the pages are read-only, and a write crashes the
    /// process. Use <see cref="Set{T}(string, T)"/> for a checked write.
    /// </summary>
    /// <remarks>
    /// After load, there is no memory to refer to if the kernel cannot map the section: when it holds locks, timers, kernel pointers, lists or trees,
    /// when its variables are all static or hidden, and on kernels before 5.5. <see cref="Get{T}(string)"/> and <see cref="Set{T}(string, T)"/> work
    /// in these cases too.
    /// </remarks>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, or the size differs.</exception>
    /// <exception cref="BpfStateException">The object is loaded, and the section is not mapped.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ref T Reference<T>(string section, string name) => ref Reference<T>(Find(section), name);

    /// <summary>Returns a reference to a variable in whichever section it is; see <see cref="Reference{T}(string, string)"/>.</summary>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <exception cref="ArgumentException">The type contains references.</exception>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, or the size differs.</exception>
    /// <exception cref="BpfStateException">The object is loaded, and the section is not mapped.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ref T Reference<T>(string name) => ref Reference<T>(SectionOf(name), name);

    /// <summary>
    /// Returns the elements of an array in place, as <see cref="Reference{T}(string)"/> does for a variable; the same applies after load, after
    /// dispose, and in <c>.rodata</c>. Use <see cref="SetElements{T}(string, ReadOnlySpan{T})"/> for a checked write.
    /// </summary>
    /// <typeparam name="T">Type of the elements; must contain no references.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, or its size is not a multiple of the element size.</exception>
    /// <exception cref="BpfStateException">The object is loaded, and the section is not mapped.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public Span<T> Elements<T>(string section, string name) => Elements<T>(Find(section), name);

    /// <summary>Returns the elements of an array in place, in whichever section it is; see <see cref="Elements{T}(string, string)"/>.</summary>
    /// <typeparam name="T">Type of the elements; must contain no references.</typeparam>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <exception cref="ArgumentException">The type contains references.</exception>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, or its size is not a multiple of the element size.</exception>
    /// <exception cref="BpfStateException">The object is loaded, and the section is not mapped.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public Span<T> Elements<T>(string name) => Elements<T>(SectionOf(name), name);

    /// <summary>Writes all elements of an array, as <see cref="Set{T}(string, T)"/> does for a variable.</summary>
    /// <typeparam name="T">Type of the elements; must contain no references.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <param name="values">New values, one for each element of the array.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than elements.</exception>
    /// <exception cref="BpfException">There is no such variable, its size is not a multiple of the element size, or the kernel refused.</exception>
    /// <exception cref="BpfStateException">
    /// The object is loaded, and the array is in <c>.rodata</c>, or in a section with timers, kernel pointers, lists or trees, which an update would
    /// destroy.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void SetElements<T>(string section, string name, ReadOnlySpan<T> values) => SetElements(Find(section), name, values);

    /// <summary>Writes all elements of an array, in whichever section it is; see <see cref="SetElements{T}(string, string, ReadOnlySpan{T})"/>.</summary>
    /// <typeparam name="T">Type of the elements; must contain no references.</typeparam>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <param name="values">New values, one for each element of the array.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than elements, or the type contains references.</exception>
    /// <exception cref="BpfException">
    /// There is no such variable, the name is ambiguous, its size is not a multiple of the element size, or the kernel refused.
    /// </exception>
    /// <exception cref="BpfStateException">
    /// The object is loaded, and the array is in <c>.rodata</c>, or in a section with timers, kernel pointers, lists or trees, which an update would
    /// destroy.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void SetElements<T>(string name, ReadOnlySpan<T> values) => SetElements(SectionOf(name), name, values);

    /// <summary>Reads a variable from memory or, if the section is not mapped, from the map, under its lock if it has one.</summary>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <returns>The value. Locks, timers and other kernel-managed fields read as zero.</returns>
    /// <exception cref="BpfException">There is no such variable, the size differs, or the kernel refused.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public T Get<T>(string section, string name) => Get<T>(Find(section), name);

    /// <summary>Reads a variable, in whichever section it is; see <see cref="Get{T}(string, string)"/>.</summary>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <returns>The value. Locks, timers and other kernel-managed fields read as zero.</returns>
    /// <exception cref="ArgumentException">The type contains references.</exception>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, the size differs, or the kernel refused.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public T Get<T>(string name) => Get<T>(SectionOf(name), name);

    /// <summary>
    /// Writes a variable to memory or, if the section is not mapped, through the map. The latter reads and writes the section as a whole, so what
    /// programs write to its other variables in between is lost.
    /// </summary>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <param name="value">New value.</param>
    /// <exception cref="BpfException">There is no such variable, the size differs, or the kernel refused.</exception>
    /// <exception cref="BpfStateException">
    /// The object is loaded, and the variable is in <c>.rodata</c>, or in a section with timers, kernel pointers, lists or trees, which an update
    /// would destroy.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void Set<T>(string section, string name, T value) => Set(Find(section), name, value);

    /// <summary>Writes a variable, in whichever section it is; see <see cref="Set{T}(string, string, T)"/>.</summary>
    /// <typeparam name="T">Type of the variable, must have the variable's size and contain no references.</typeparam>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <param name="value">New value.</param>
    /// <exception cref="ArgumentException">The type contains references.</exception>
    /// <exception cref="BpfException">There is no such variable, the name is ambiguous, the size differs, or the kernel refused.</exception>
    /// <exception cref="BpfStateException">
    /// The object is loaded, and the variable is in <c>.rodata</c>, or in a section with timers, kernel pointers, lists or trees, which an update
    /// would destroy.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void Set<T>(string name, T value) => Set(SectionOf(name), name, value);

    /// <summary>
    /// Returns the bytes of a variable for reading: in place, or a copy if the section is not mapped. They must not be used after the object is
    /// disposed.
    /// </summary>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <exception cref="BpfException">There is no such variable, or the name is ambiguous.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ReadOnlySpan<byte> Bytes(string section, string name) => Bytes(Find(section), name);

    /// <summary>Returns the bytes of a variable in whichever section it is; see <see cref="Bytes(string, string)"/>.</summary>
    /// <param name="name">Variable name, which only one section has.</param>
    /// <exception cref="BpfException">There is no such variable, or the name is ambiguous.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ReadOnlySpan<byte> Bytes(string name) => Bytes(SectionOf(name), name);

    /// <summary>Returns the BTF type id of a variable, 0 when unknown.</summary>
    internal uint TypeOf(string section, string name)
        => _owner.File.Btf is { } types && Find(section).Find(name) is { } variable ? variable.TypeIn(types, section) : 0;

    private ReadOnlySpan<byte> Bytes(DataSection found, string name)
    {
        int size = (int)(found.Find(name)?.Size ?? 0);
        DataVariable variable = Locate(found, name, size);
        return found.Separation is null ? new ReadOnlySpan<byte>(found.Memory.Pointer + variable.Offset, size)
            : found.ReadMap().AsSpan((int)variable.Offset, size);
    }

    private ref T Reference<T>(DataSection found, string name)
    {
        DataVariable variable = Locate(found, name, SizeOf<T>());
        if (found.Separation is { } reason)
        {
            throw NotInPlace(found, name, reason);
        }

        return ref Unsafe.AsRef<T>(found.Memory.Pointer + variable.Offset);
    }

    private Span<T> Elements<T>(DataSection found, string name)
    {
        DataVariable variable = LocateElements<T>(found, name);
        return found.Separation is { } reason
            ? throw NotInPlace(found, name, reason)
            : new Span<T>(found.Memory.Pointer + variable.Offset, (int)variable.Size / SizeOf<T>());
    }

    private void SetElements<T>(DataSection found, string name, ReadOnlySpan<T> values)
    {
        DataVariable variable = LocateElements<T>(found, name);
        int count = (int)variable.Size / SizeOf<T>();
        if (values.Length != count)
        {
            throw new ArgumentException($"The array '{Subject(found, name)}' has {count} elements, but {values.Length} values were given.", nameof(values));
        }

        CheckWrite(found, name);
        if (found.Separation is null)
        {
            values.CopyTo(new Span<T>(found.Memory.Pointer + variable.Offset, count));
        }
        else
        {
            WriteMap(found, variable, BytesOf(values));
        }
    }

    private T Get<T>(DataSection found, string name)
    {
        DataVariable variable = Locate(found, name, SizeOf<T>());
        return found.Separation is null
            ? Unsafe.ReadUnaligned<T>(found.Memory.Pointer + variable.Offset)
            : Unsafe.ReadUnaligned<T>(ref found.ReadMap()[(int)variable.Offset]);
    }

    private void Set<T>(DataSection found, string name, T value)
    {
        DataVariable variable = Locate(found, name, SizeOf<T>());
        CheckWrite(found, name);
        if (found.Separation is null)
        {
            Unsafe.WriteUnaligned(found.Memory.Pointer + variable.Offset, value);
        }
        else
        {
            WriteMap(found, variable, BytesOf(new ReadOnlySpan<T>(in value)));
        }
    }

    private static int SizeOf<T>() => !RuntimeHelpers.IsReferenceOrContainsReferences<T>()
        ? Unsafe.SizeOf<T>()
        : throw new ArgumentException($"A variable cannot be of type '{typeof(T)}', which contains references.", nameof(T));

    private static ReadOnlySpan<byte> BytesOf<T>(ReadOnlySpan<T> values)
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), values.Length * SizeOf<T>());

    private void CheckWrite(DataSection section, string name)
    {
        if (section.IsReadOnly && _owner.State != BpfObjectState.Opened)
        {
            throw new BpfStateException("write variable", Subject(section, name), "Read-only data can be set only between Open and Load.");
        }

        // The kernel frees all of these on every update of the value; only locks stay.
        if (section.Separation is not null
            && section.ManagedFields.FirstOrDefault(static field => !field.EndsWith("spin_lock", StringComparison.Ordinal)) is { } owned)
        {
            throw new BpfStateException(
                "write variable", Subject(section, name),
                $"Its section holds {owned}, which an update of the map would stop or free. Set it before Load, or in a program.");
        }
    }

    private static void WriteMap(DataSection section, DataVariable variable, ReadOnlySpan<byte> value)
    {
        byte[] contents = section.ReadMap();
        value.CopyTo(contents.AsSpan((int)variable.Offset));
        section.WriteMap(contents);
    }

    private BpfStateException NotInPlace(DataSection section, string name, string reason) => new(
        "get a reference to variable", Subject(section, name),
        $"Its section is not mapped into this process: {reason}. Use BpfGlobals.Get and Set, which access the map.");

    private DataVariable LocateElements<T>(DataSection section, string name)
    {
        int size = (int)(section.Find(name)?.Size ?? 0);
        DataVariable variable = Locate(section, name, size);
        return size % SizeOf<T>() == 0
            ? variable
            : throw new BpfException("use variable", name, null, $"It has {size} bytes, which is not a multiple of {SizeOf<T>()}, the size of an element.");
    }

    private string Subject(DataSection section, string name) => $"{_owner.Name}{section.Name}:{name}";

    private DataSection Find(string section)
    {
        foreach (DataSection candidate in _sections)
        {
            if (candidate.Name == section)
            {
                return candidate;
            }
        }

        throw new BpfException("find section", section, null,
            $"Object '{_owner.Name}' has {(_sections.Count == 0 ? "no variables" : $"variables in {string.Join(", ", Sections)}")}.");
    }

    private DataSection SectionOf(string name)
    {
        _sectionsByName ??= _sections.SelectMany(static section => section.Variables, static (section, variable) => (Section: section, variable.Name))
            .GroupBy(static item => item.Name, static item => item.Section)
            .ToDictionary(static group => group.Key, static group => group.Distinct().ToArray());
        return _sectionsByName.GetValueOrDefault(name, []) switch
        {
            [DataSection only] => only,
            [] => throw new BpfException("find variable", name, null, Missing(name)),
            var found => throw new BpfException("find variable", name, null,
                $"Object '{_owner.Name}' has one in each of {string.Join(", ", found.Select(static section => section.Name))}; specify the section too."),
        };
    }

    private DataVariable Locate(DataSection section, string name, int size)
    {
        if (_owner.State == BpfObjectState.Disposed)
        {
            throw new ObjectDisposedException($"variable '{Subject(section, name)}'", _owner.Unloaded);
        }

        if (section.Find(name) is not { } variable)
        {
            throw new BpfException("find variable", name, null, Missing(section, name));
        }

        if ((ulong)size != variable.Size)
        {
            throw new BpfException("use variable", name, null, $"It has {variable.Size} bytes, but the requested type has {size}.");
        }

        if (section.Memory.Pointer is null)
        {
            throw new BpfException("use variable", Subject(section, name), Errno.ENOMEM,
                "The process ran out of memory while the object was loaded; its memory is lost.");
        }

        return variable;
    }

    private string Missing(string name)
    {
        string[] namesakes = [.. _sections.SelectMany(static section => section.Variables).Where(variable => variable.SymbolName == name)
            .Select(static variable => variable.Name)];
        return namesakes.Length == 0
            ? $"Object '{_owner.Name}' has no such variable."
            : $"Object '{_owner.Name}' has several variables with this name; use one of {string.Join(", ", namesakes)}.";
    }

    private string Missing(DataSection section, string name)
    {
        string[] namesakes = [.. section.Variables.Where(variable => variable.SymbolName == name).Select(variable => variable.Name)];
        return namesakes.Length == 0
            ? $"Section '{section.Name}' of object '{_owner.Name}' has no such variable."
            : $"Section '{section.Name}' of object '{_owner.Name}' has several variables with this name; use one of {string.Join(", ", namesakes)}.";
    }
}
