using System.Reflection;
using System.Reflection.Emit;

namespace Bpf.Symbols.Guest;

/// <summary>Code that the process writes itself.</summary>
internal static class Emitted
{
    public static Func<int, int> Dynamic()
    {
        DynamicMethod method = new("DynamicDouble", typeof(int), [typeof(int)], typeof(Emitted).Module);
        Double(method.GetILGenerator());
        return method.CreateDelegate<Func<int, int>>();
    }

    public static Func<int, int>[] Types(int count)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("EmittedAssembly"), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule("EmittedModule").DefineType("Emitted.Space.Methods", TypeAttributes.Public);
        for (int i = 0; i < count; i++)
        {
            Double(type.DefineMethod($"Method{i}", MethodAttributes.Public | MethodAttributes.Static, typeof(int), [typeof(int)]).GetILGenerator());
        }

        return [.. type.CreateType().GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.CreateDelegate<Func<int, int>>())];
    }

    public static int Run(List<object> kept)
    {
        int sum = 0;
        foreach (Func<int, int> function in kept.OfType<Func<int, int>>().Concat(kept.OfType<Func<int, int>[]>().SelectMany(list => list)))
        {
            sum += function(sum & 15);
        }

        return sum;
    }

    private static void Double(ILGenerator code)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ret);
    }
}
