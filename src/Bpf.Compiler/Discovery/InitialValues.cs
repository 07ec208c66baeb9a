using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Values that static constructors give to fields, found by running the constructors at compile time.</summary>
internal sealed class InitialValues
{
    private readonly HashSet<DefinedType> _done = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), byte[]> _values = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), string> _unknown = [];

    /// <summary>Bytes of a field; null when it starts as zero.</summary>
    public byte[]? Find(FieldDesc field)
    {
        if (_done.Add(field.Owner) && field.Owner.Methods.FirstOrDefault(method => method.Name == ".cctor") is { } constructor)
        {
            StaticEvaluator.RunConstructor(constructor, this);
        }

        return _unknown.TryGetValue((field.Owner, field.Handle), out string? reason)
            ? throw new CompilationException(BpfDiagnostics.StaticInitializerUnknown, field.Name, reason)
            : _values.GetValueOrDefault((field.Owner, field.Handle));
    }

    public void Set(FieldDesc field, StaticValue value)
    {
        if (value is not StaticValue.Opaque)
        {
            _values[(field.Owner, field.Handle)] = StaticEvaluator.ToMemory(value, field.Type);
        }
        else if (GlobalData.IsUnmanaged(field.Type))
        {
            SetUnknown(field, "it is not a constant");
        }
    }

    public void SetUnknown(FieldDesc field, string reason) => _unknown[(field.Owner, field.Handle)] = reason;
}
