using Bpf.Shared;

namespace Bpf.Compiler.Tests.Declarations;

/// <summary>The hooks in the table of kinds, against the enums of the attributes.</summary>
public sealed class ProgramHookTests
{
    public static TheoryData<string> Attributes
        => [.. ProgramKinds.All.Where(static kind => kind.Hooks.Length > 0).Select(static kind => kind.Attribute)];

    [Theory]
    [MemberData(nameof(Attributes))]
    public void RowsAreTheMembersOfTheEnum(string attribute)
    {
        Type hooks = typeof(XdpAttribute).Assembly.GetType(attribute)!.GetConstructors().Single().GetParameters()[0].ParameterType;
        ProgramKind kind = ProgramKinds.All.Single(kind => kind.Attribute == attribute);
        Assert.Equal(Enum.GetNames(hooks), kind.Hooks.Select(static hook => hook.Name));
        Assert.Equal(Enumerable.Range(0, kind.Hooks.Length), Enum.GetValues(hooks).Cast<object>().Select(static value => (int)value));
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void NumbersChooseTheHook(string attribute)
    {
        ProgramKind row = ProgramKinds.All.Single(kind => kind.Attribute == attribute);
        for (int i = 0; i < row.Hooks.Length; i++)
        {
            ProgramKind kind = row.For([i]);
            Assert.Same(row.Hooks[i], kind.Hook);
            Assert.Equal(row.Hooks[i].Section, kind.Section);
        }

        Assert.Same(row, row.For([row.Hooks.Length]));
    }
}
