using System.Runtime.CompilerServices;
using Bpf.Runtime.Objects;

namespace Bpf.Runtime;

/// <summary>
/// Global variables of an object: initial values before load, the memory that programs use afterwards. Where several variables of a section have one
/// name, as static variables of linked objects can have, each static one is named with its source file, <c>first.c:counter</c>, or if that does not tell
/// them apart, with its offset, <c>counter@0x4</c>; the plain name is that of the global one.
/// </summary>
public sealed unsafe class BpfGlobals
{
    private readonly BpfObject _owner;
    private readonly IReadOnlyList<DataSection> _sections;

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
                yield return section.Name;
        }
    }

    /// <summary>Names and sizes in bytes of the variables of a section.</summary>
    /// <param name="section">Section name.</param>
    /// <exception cref="BpfException">There is no such section.</exception>
    public IEnumerable<(string Name, ulong Size)> VariablesOf(string section)
    {
        foreach (DataVariable variable in Find(section).Variables)
            yield return (variable.Name, variable.Size);
    }

    /// <summary>
    /// A variable in place. The reference stays valid until the object is disposed, across load. Variables of <c>.rodata</c> can be read
    /// through it at any time but written only before load: afterwards the pages are read-only, and a write ends the process.
    /// Use <see cref="Set{T}"/> for a checked write.
    /// </summary>
    /// <typeparam name="T">Type of the variable, of its size.</typeparam>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <exception cref="BpfException">There is no such variable, several have the name, or it has another size.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ref T Reference<T>(string section, string name)
        where T : unmanaged
        => ref Unsafe.AsRef<T>(Locate(Find(section), name, sizeof(T)));

    /// <summary>Writes a variable.</summary>
    /// <inheritdoc cref="Reference{T}"/>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <param name="value">New value.</param>
    /// <exception cref="BpfStateException">A variable of <c>.rodata</c> after load.</exception>
    public void Set<T>(string section, string name, T value)
        where T : unmanaged
    {
        DataSection found = Find(section);
        void* address = Locate(found, name, sizeof(T));
        if (found.IsReadOnly && _owner.State != BpfObjectState.Opened)
            throw new BpfStateException("write variable", $"{_owner.Name}{section}:{name}", "Read-only data can be set only between Open and Load.");

        *(T*)address = value;
    }

    /// <summary>The bytes of a variable in place, to look at.</summary>
    /// <param name="section">Section name.</param>
    /// <param name="name">Variable name.</param>
    /// <exception cref="BpfException">There is no such variable, or several have the name.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public ReadOnlySpan<byte> Bytes(string section, string name)
    {
        DataSection found = Find(section);
        int size = (int)(found.Find(name)?.Size ?? 0);
        return new ReadOnlySpan<byte>(Locate(found, name, size), size);
    }

    /// <summary>BTF type of a variable, 0 when unknown.</summary>
    internal uint TypeOf(string section, string name) => _owner.File.Btf is { } types && Find(section).Find(name) is { } variable ? variable.TypeIn(types, section) : 0;

    private DataSection Find(string section)
    {
        foreach (DataSection candidate in _sections)
        {
            if (candidate.Name == section)
                return candidate;
        }

        throw new BpfException("find section", section, null, $"Object '{_owner.Name}' has {(_sections.Count == 0 ? "no variables" : $"variables in {string.Join(", ", Sections)}")}.");
    }

    private byte* Locate(DataSection section, string name, int size)
    {
        ObjectDisposedException.ThrowIf(_owner.State == BpfObjectState.Disposed, _owner);
        if (section.Find(name) is not { } variable)
            throw new BpfException("find variable", name, null, Missing(section, name));
        if ((ulong)size != variable.Size)
            throw new BpfException("use variable", name, null, $"It has {variable.Size} bytes, the type asked for {size}.");

        return section.Memory.Pointer + variable.Offset;
    }

    private string Missing(DataSection section, string name)
    {
        string[] namesakes = [.. section.Variables.Where(variable => variable.SymbolName == name).Select(variable => variable.Name)];
        return namesakes.Length == 0
            ? $"Section '{section.Name}' of object '{_owner.Name}' has no such variable."
            : $"Section '{section.Name}' of object '{_owner.Name}' has several of this name; say which: {string.Join(", ", namesakes)}.";
    }
}
