using System.Reflection;
using System.Runtime.Loader;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Variables;

/// <summary>Editor, skeleton, compiler and kernel agree on what is a variable and where it lives.</summary>
public sealed class VariableMatrixTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, VariableCases.All.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task GeneratorAnalyzersAndCompilerAgree(int number)
    {
        VariableCase variable = VariableCases.All[number];
        VariableProject project = new(variable);
        Assert.Equal((variable, variable.Editor), (variable, await project.EditorAsync()));
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            CompilationResult result = project.Compile(directory);
            Assert.True(variable.Compiler == Ids(result), $"{variable}: {string.Join('\n', result.Diagnostics)}");
            if (!result.Succeeded)
            {
                return;
            }

            Assert.Equal((variable, variable.Group is null ? "" : variable.Group + "Group"), (variable, string.Join(' ', project.Groups)));
            using (BpfObject bpf = BpfObject.Open(result.Objects[0].Bytes, "Probe"))
            {
                string[] places = [.. bpf.Globals.Sections.SelectMany(section => bpf.Globals.VariablesOf(section).Select(item => $"{section} {item.Name}"))];
                if (variable.Variable is var (section, name))
                {
                    Assert.True(places.Contains($"{section} {name}"), $"{variable}: {string.Join(", ", places)}");
                }
                else
                {
                    Assert.DoesNotContain(places, place => place.EndsWith(" X", StringComparison.Ordinal));
                }
            }

            KernelRequirement.NeedRoot();
            AssemblyLoadContext context = new("variables", isCollectible: true);
            Assembly assembly = context.LoadFromStream(project.WithObject(result.Objects[0]));
            Assert.Equal((variable, variable.Expected), (variable, (string)assembly.GetType("Host")!.GetMethod("Use")!.Invoke(null, null)!));
            context.Unload();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Ids(CompilationResult result) => string.Join(' ', result.Diagnostics.Where(item => item.IsError).Select(item => item.Id).Distinct());
}
