using System.Reflection;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.ReferenceKernels;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads classes with <c>[StructOps]</c>.</summary>
internal sealed class StructOpsDiscovery(DiagnosticBag diagnostics)
{
    private const int DefaultNameLength = 16;

    private readonly InitialValues _values = new();

    /// <summary>Returns the tables in a class that becomes an object.</summary>
    public IEnumerable<StructOpsDeclaration> Find(DefinedType container)
        => container.Module.Reader.GetTypeDefinition(container.Handle).GetNestedTypes()
            .Select(handle => container.TypeSystem.Define(container.Module, handle, TypeList.Empty))
            .Select(type => type.FindAttribute(AttributeNames.StructOps) is { } attribute ? Describe(type, attribute) : null)
            .OfType<StructOpsDeclaration>();

    /// <summary>Returns true for a method with the attribute of members in a class that is not a table, after reporting it.</summary>
    public bool IsStray(MethodDesc method)
    {
        bool isStray = method.FindAttribute(AttributeNames.StructOpsMember) is not null;
        if (isStray)
        {
            diagnostics.Report(BpfDiagnostics.StructOpsClass, method.DebugInfo?.Find(0), method.Name, StructOpsRules.Stray);
        }

        return isStray;
    }

    /// <summary>Reports a class that is not in one that becomes an object.</summary>
    public void CheckPlace(DefinedType type)
    {
        if (type.FindAttribute(AttributeNames.StructOps) is not null && type.DeclaringType?.FindAttribute(AttributeNames.Object) is null)
        {
            diagnostics.Report(BpfDiagnostics.StructOpsClass, LocationOf(type), type.Name, StructOpsRules.NotNested);
        }
    }

    private StructOpsDeclaration? Describe(DefinedType type, AttributeData attribute)
    {
        string structure = (string)attribute.Arguments[0]!;
        MethodDesc[] methods = [.. type.Methods.Where(method => method.Name != ".cctor" && DeclaredPrograms.FormOf(method).Form == ProgramForm.Method)];
        FieldDesc[] fields = [.. type.Fields.Where(field => field.IsStatic && !field.Name.StartsWith('<'))];
        DeclaredStructOps table = new(type.Name, structure, attribute.Get<string?>("Name", null))
        {
            ClassFault = (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) != (TypeAttributes.Abstract | TypeAttributes.Sealed)
                ? StructOpsRules.NotStatic : null,
            Members = [.. methods.Select(Describe), .. fields.Select(Describe)],
        };
        bool isGood = true;
        foreach (StructOpsFault fault in StructOpsRules.FaultsOf(table))
        {
            SourceLocation? location = fault.Member < 0 ? LocationOf(type) : LocationOf(methods, fields, fault.Member);
            diagnostics.Report(fault.Fault.Diagnostic, location, fault.Fault.Arguments);
            isGood &= fault.Fault.Diagnostic.Level != DiagnosticLevel.Error;
        }

        return isGood && Members(table, methods, fields) is { } members
            ? new StructOpsDeclaration(type, structure, attribute.Get("AutoLoad", true), members) : null;
    }

    private List<StructOpsMember>? Members(DeclaredStructOps table, MethodDesc[] methods, FieldDesc[] fields)
    {
        List<StructOpsMember> members = [];
        ProgramKind kind = StructOpsKinds.Of(table.Structure);
        bool isGood = true;
        for (int i = 0; i < methods.Length; i++)
        {
            string member = table.Members[i].Member;
            if (ProgramDiscovery.TryDescribe(methods[i], kind, member, StructOpsKinds.ProgramOf(table.Name, methods[i].Name), diagnostics) is { } program)
            {
                members.Add(new StructOpsMember.Function(member, program) { Place = LocationOf(methods, fields, i) });
            }
            else
            {
                isGood = false;
            }
        }

        for (int i = 0; i < fields.Length; i++)
        {
            DeclaredStructOpsMember declared = table.Members[methods.Length + i];
            StructOpsMember member = declared.Value is string text
                ? new StructOpsMember.Text(declared.Member, text, LengthOf(table, declared.Member))
                : new StructOpsMember.Number(declared.Member, fields[i].Type, declared.Value as long? ?? 0);
            members.Add(member with { Place = LocationOf(methods, fields, methods.Length + i) });
        }

        if (StructOpsRules.NameMemberOf(table.Structure) is { } name && !members.Exists(member => member.Name == name))
        {
            members.Add(new StructOpsMember.Text(name, StructOpsRules.NameOf(table), LengthOf(table, name)));
        }

        return isGood ? members : null;
    }

    private static int LengthOf(DeclaredStructOps table, string member)
        => StructOpsRules.TypeOf(table.Structure, member) is { Kind: KernelTypeKind.Array } array ? (int)array.Count : DefaultNameLength;

    private static DeclaredStructOpsMember Describe(MethodDesc method) => new(
        method.Name, MemberOf(method.FindAttribute(AttributeNames.StructOpsMember), method.Name), IsMethod: true,
        DeclaredPrograms.Describe(method.Signature.ReturnType));

    private DeclaredStructOpsMember Describe(FieldDesc field) => new(
        field.Name, MemberOf(field.FindAttribute(AttributeNames.StructOpsMember), field.Name), IsMethod: false, DeclaredPrograms.Describe(field.Type))
    {
        IsReadOnly = field.IsConstant || field.IsReadOnly,
        Value = ValueOf(field),
    };

    private static string MemberOf(AttributeData? attribute, string name)
        => StructOpsKinds.MemberOf(attribute is { Arguments: [string given] } ? given : null, name);

    private object? ValueOf(FieldDesc field)
    {
        if (field.IsConstant)
        {
            return field.ConstantValue is string text ? text : ConstantData.ToInt64(field.ConstantValue);
        }

        if (field.Type is DefinedType type && type.IsNamed("System.String"))
        {
            return _values.Text(field)?.Value;
        }

        try
        {
            return _values.Find(field) is { Length: <= sizeof(long) } bytes ? Number(bytes, DeclaredPrograms.Describe(field.Type).IsSigned) : null;
        }
        catch (CompilationException exception)
        {
            diagnostics.Report(exception.Diagnostic, exception.Message, StaticInitializer.LocationOf(field), []);
            return null;
        }
    }

    private static long Number(byte[] bytes, bool isSigned)
    {
        long number = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            number |= (long)bytes[i] << (8 * i);
        }

        int unused = 64 - (8 * bytes.Length);
        return isSigned ? number << unused >> unused : number;
    }

    private static SourceLocation? LocationOf(MethodDesc[] methods, FieldDesc[] fields, int member)
        => member < methods.Length ? methods[member].DebugInfo?.Find(0) : StaticInitializer.LocationOf(fields[member - methods.Length]);

    private static SourceLocation? LocationOf(DefinedType type)
        => type.Methods.Select(static method => method.DebugInfo?.Find(0)).FirstOrDefault(static location => location is not null);
}
