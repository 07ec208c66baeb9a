// Writes the source of Bpf.Vmlinux during its build: the types of the reference kernels as C#. Argument: the output directory.
using Bpf.KernelTypes.CSharp;
using Bpf.ReferenceKernels;

// Several files, because the C# compiler parses files in parallel.
const int TypesPerFile = 2000;

CSharpWriter writer = new(KernelTypeTable.Reference, ["Constants", "KernelFunctions"], isCheckedAtBuild: true);
int number = 0;
foreach (string[] types in writer.All().Chunk(TypesPerFile))
{
    File.WriteAllText(Path.Combine(args[0], $"Vmlinux.{number++:D2}.cs"), $"namespace Bpf.Vmlinux;\n\n{string.Join('\n', types)}");
}
