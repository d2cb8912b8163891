"""How often are the right concerns suggested for what people really ask?"""
