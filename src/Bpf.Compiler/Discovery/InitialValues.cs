using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Initial values of static fields, computed by running static constructors at compile time.</summary>
internal sealed class InitialValues
{
    private readonly HashSet<DefinedType> _done = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), byte[]> _values = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), StaticValue.Elements> _arrays = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), StaticValue.Text> _texts = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), string> _unknown = [];

    /// <summary>The objects that memory refers to while constructors run.</summary>
    public StaticReferences References { get; } = new();

    /// <summary>Returns the bytes of a field, or of the elements of its array; null for an array that is null.</summary>
    /// <exception cref="CompilationException">The bytes cannot be computed at compile time.</exception>
    public byte[]? Find(FieldDesc field)
    {
        Run(field.Owner);
        return _unknown.TryGetValue((field.Owner, field.Handle), out string? reason)
            ? throw new CompilationException(BpfDiagnostics.StaticInitializerUnknown, GlobalData.NameOf(field), reason)
            {
                Declaration = StaticInitializer.LocationOf(field),
            }
            : field.Type is ArrayType ? _arrays.GetValueOrDefault((field.Owner, field.Handle))?.Data : MemoryOf(field);
    }

    /// <summary>Returns the current memory of a field of an unmanaged type.</summary>
    /// <exception cref="NotConstantException">The memory cannot be computed at compile time.</exception>
    public byte[] Memory(FieldDesc field)
    {
        Check(field);
        return MemoryOf(field);
    }

    /// <summary>Returns the memory of a field of an unmanaged type, all of which is about to be set.</summary>
    public byte[] NewMemory(FieldDesc field)
    {
        _unknown.Remove((field.Owner, field.Handle));
        return MemoryOf(field);
    }

    /// <summary>Returns the current string of a field; null when it is not known to have one.</summary>
    public StaticValue.Text? Text(FieldDesc field)
    {
        if (field.Owner.IsNamed("System.String"))
        {
            return new StaticValue.Text("");
        }

        if (field.Type is not DefinedType type || !type.IsNamed("System.String") || field.Owner.Module.IsFramework)
        {
            return null;
        }

        Run(field.Owner);
        return _texts.GetValueOrDefault((field.Owner, field.Handle));
    }

    /// <summary>Returns the current array of a field; null when the field is null.</summary>
    /// <exception cref="NotConstantException">The array cannot be computed at compile time.</exception>
    public StaticValue.Elements? Array(FieldDesc field)
    {
        Check(field);
        return _arrays.GetValueOrDefault((field.Owner, field.Handle));
    }

    /// <summary>Returns true when a field already holds the array.</summary>
    public bool IsHeld(StaticValue.Elements elements) => _arrays.Values.Any(held => ReferenceEquals(held.Data, elements.Data) && held.Data.Length > 0);

    public void SetArray(FieldDesc field, StaticValue.Elements elements) => _arrays[(field.Owner, field.Handle)] = elements;

    public void SetText(FieldDesc field, StaticValue.Text text) => _texts[(field.Owner, field.Handle)] = text;

    public void SetUnknown(FieldDesc field, string reason)
    {
        _texts.Remove((field.Owner, field.Handle));
        _unknown.TryAdd((field.Owner, field.Handle), reason);
    }

    private void Check(FieldDesc field)
    {
        Run(field.Owner);
        if (_unknown.TryGetValue((field.Owner, field.Handle), out string? reason))
        {
            throw new NotConstantException(reason);
        }
    }

    private void Run(DefinedType type)
    {
        if (_done.Add(type) && type.Methods.FirstOrDefault(method => method.Name == ".cctor") is { } constructor)
        {
            StaticEvaluator.RunConstructor(constructor, this);
        }
    }

    private byte[] MemoryOf(FieldDesc field)
    {
        if (!_values.TryGetValue((field.Owner, field.Handle), out byte[]? memory))
        {
            memory = new byte[LayoutEngine.SizeOf(field.Type)];
            _values.Add((field.Owner, field.Handle), memory);
        }

        return memory;
    }
}
