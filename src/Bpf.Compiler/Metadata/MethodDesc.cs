using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>A method, instantiated over the type arguments of its type and its own. Equal methods are the same object.</summary>
internal sealed class MethodDesc
{
    private readonly MethodDefinition _definition;
    private MethodSignature<TypeDesc>? _signature;
    private ImmutableArray<AttributeData> _attributes;
    private string[]? _parameterNames;

    public MethodDesc(DefinedType owner, MethodDefinitionHandle handle, TypeList arguments)
    {
        Owner = owner;
        Handle = handle;
        Arguments = arguments;
        _definition = owner.Module.Reader.GetMethodDefinition(handle);
        Name = owner.Module.Reader.GetString(_definition.Name);
    }

    public DefinedType Owner { get; }

    public MethodDefinitionHandle Handle { get; }

    /// <summary>Type arguments of the method itself.</summary>
    public TypeList Arguments { get; }

    public string Name { get; }

    public MetadataModule Module => Owner.Module;

    public GenericContext Context => new(Owner.Arguments, Arguments);

    public MethodSignature<TypeDesc> Signature => _signature ??= _definition.DecodeSignature(Module.Signatures, Context);

    public bool IsStatic => (_definition.Attributes & MethodAttributes.Static) != 0;

    /// <summary>True for an accessor or operator.</summary>
    public bool IsSpecialName => (_definition.Attributes & MethodAttributes.SpecialName) != 0;

    public bool IsAbstract => (_definition.Attributes & MethodAttributes.Abstract) != 0;

    /// <summary>True when a call may reach an override: the method is virtual, and neither it nor its class is sealed.</summary>
    public bool IsOverridable => (_definition.Attributes & (MethodAttributes.Virtual | MethodAttributes.Final)) == MethodAttributes.Virtual
        && !Owner.IsValueType && (Owner.Attributes & TypeAttributes.Sealed) == 0;

    public int GenericParameterCount => _definition.GetGenericParameters().Count;

    public MethodImplAttributes ImplementationFlags => _definition.ImplAttributes;

    public bool HasBody => _definition.RelativeVirtualAddress != 0;

    public ImmutableArray<AttributeData> CustomAttributes
        => _attributes.IsDefault ? _attributes = AttributeReader.Read(Module, _definition.GetCustomAttributes()) : _attributes;

    /// <summary>True for a method that always throws.</summary>
    public bool DoesNotReturn => _definition.GetCustomAttributes().Any(handle => Module.DeclaringTypeName(Module.Reader.GetCustomAttribute(handle).Constructor)
        == "System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute");

    /// <summary>True for async methods and iterators, which have their body in a separate class.</summary>
    public bool IsStateMachine => _definition.GetCustomAttributes().Any(handle => Module.DeclaringTypeName(Module.Reader.GetCustomAttribute(handle).Constructor)
        is "System.Runtime.CompilerServices.AsyncStateMachineAttribute"
        or "System.Runtime.CompilerServices.IteratorStateMachineAttribute"
        or "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute");

    /// <summary>Names of the parameters in order, without <c>this</c>.</summary>
    public string[] ParameterNames
    {
        get
        {
            if (_parameterNames is null)
            {
                _parameterNames = new string[Signature.ParameterTypes.Length];
                Array.Fill(_parameterNames, "");
                foreach (ParameterHandle handle in _definition.GetParameters())
                {
                    Parameter parameter = Module.Reader.GetParameter(handle);
                    if (parameter.SequenceNumber > 0)
                    {
                        _parameterNames[parameter.SequenceNumber - 1] = Module.Reader.GetString(parameter.Name);
                    }
                }
            }

            return _parameterNames;
        }
    }

    /// <summary>Returns true for an <c>in</c> parameter: the method only reads what it refers to.</summary>
    public bool IsIn(int position) => AttributesOf(position).HasFlag(ParameterAttributes.In);

    /// <summary>Returns true for an <c>out</c> parameter: the method assigns what it refers to.</summary>
    public bool IsOut(int position) => AttributesOf(position).HasFlag(ParameterAttributes.Out) && !IsIn(position);

    private ParameterAttributes AttributesOf(int position)
    {
        foreach (ParameterHandle handle in _definition.GetParameters())
        {
            Parameter parameter = Module.Reader.GetParameter(handle);
            if (parameter.SequenceNumber == position + 1)
            {
                return parameter.Attributes;
            }
        }

        return ParameterAttributes.None;
    }

    /// <summary>Source documents and sequence points; null when there is no PDB.</summary>
    public MethodDebugInfo? DebugInfo => field ??= Module.ReadDebugInfo(Handle);

    public string DisplayName => $"{Owner.DisplayName}.{Name}{Arguments}";

    public MethodBodyBlock ReadBody()
    {
        _ = DebugInfo; // records the source file
        return Module.ReadBody(_definition.RelativeVirtualAddress);
    }

    public AttributeData? FindAttribute(string fullName) => CustomAttributes.FirstOrDefault(attribute => attribute.TypeName == fullName);

    public override string ToString() => DisplayName;
}
